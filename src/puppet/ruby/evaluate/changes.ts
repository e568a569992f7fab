import type { Node } from '../ast.ts';
import { isArray, isHash, type RubyProc, type RubyValue } from '../values.ts';
import { assignRun } from './assign.ts';
import type { Frame } from './frame.ts';
import type { Program } from './world.ts';

/** Names of methods that change their receiver. */
export const mutators = new Set(
  '<< push unshift append prepend insert concat pop shift clear replace []= delete delete_at delete_if keep_if store update merge! map! collect! select! reject! sort! uniq! compact! flatten! reverse! gsub! sub! strip! chomp! upcase! downcase! capitalize! tr! squeeze! lstrip! rstrip! chop! slice! swapcase!'.split(
    ' ',
  ),
);

/** How a change of a receiver reaches the variable that holds it. */
export function changeOf(program: Program, receiver: Node): (frame: Frame, value: RubyValue) => void {
  if (receiver.kind === 'local') return (frame, value) => frame.set(receiver.name, value);
  if (receiver.kind === 'instance') return (_, value) => program.world.setInstance(receiver.name, value);
  if (receiver.kind === 'call' && receiver.name === '[]' && receiver.receiver) {
    const assign = assignRun(program, receiver, (frame) => frame.get('\0value'));
    return (frame, value) => {
      frame.declare('\0value', value);
      assign(frame);
    };
  }
  return () => {};
}

/** Changes a value: a copy where it came from Puppet, and strings by assignment. */
export function mutate(
  program: Program,
  value: RubyValue,
  name: string,
  args: readonly RubyValue[],
  block: RubyProc | null,
  assign: (value: RubyValue) => void,
): RubyValue {
  if (typeof value === 'string') {
    const changed = program.machine.send(value, name, args, block);
    if (name !== 'delete') assign(changed);
    return changed;
  }
  if (!isArray(value) && !isHash(value)) return program.machine.send(value, name, args, block);
  if (program.machine.owned.has(value)) return program.machine.send(value, name, args, block);
  const copy = program.machine.owned.add(isArray(value) ? [...value] : new Map(value));
  assign(copy);
  program.world.replace?.(value, copy);
  return program.machine.send(copy, name, args, block);
}
