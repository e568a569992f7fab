import { PRegexp } from '../../values/value.ts';
import type { Node } from '../ast.ts';
import { RubyMatch } from '../methods/match.ts';
import { isHash, type RubyValue } from '../values.ts';
import { argumentValues, noValues } from './arguments.ts';
import { blockOf } from './blocks.ts';
import { changeOf, mutate, mutators } from './changes.ts';
import { compile } from './compile.ts';
import type { Frame, Run } from './frame.ts';
import { catchBreak } from './jump.ts';
import { ownCall } from './own-calls.ts';
import type { Program } from './world.ts';

export function callRun(program: Program, node: Node & { kind: 'call' }): Run {
  const { name } = node;
  const pass = node.args.find((arg) => arg.kind === 'blockPass');
  const args = argumentValues(
    program,
    node.args.filter((arg) => arg !== pass),
  );
  const block = blockOf(program, node, pass);
  if (node.receiver === null || node.receiver.kind === 'self') {
    if (name === 'scope' && node.args.length === 0 && node.block === null)
      return (frame) =>
        (program.methods.size === 0 ? program.world.call(name, noValues, null) : undefined) ??
        ownCall(program, name, noValues, null, frame);
    return (frame) => ownCall(program, name, args(frame), block(frame), frame);
  }
  const receiver = compile(program, node.receiver);
  if (name === '[]' && node.args.length === 1 && node.block === null && pass === undefined)
    return elementRun(program, receiver, args, node.safe);
  const change = mutators.has(name) ? changeOf(program, node.receiver) : undefined;
  const matches = name === '=~' || name === 'match';
  const call = (value: RubyValue, frame: Frame): RubyValue => {
    if (change)
      return mutate(program, value, name, args(frame), block(frame), (changed) => change(frame, changed));
    const result = program.machine.send(value, name, args(frame), block(frame));
    if (matches) remember(program, value, node, frame, result);
    return result;
  };
  const breaks = node.block !== null || pass !== undefined;
  return (frame) => {
    const value = receiver(frame);
    if (value === null && node.safe) return null;
    return breaks ? catchBreak(() => call(value, frame)) : call(value, frame);
  };
}

/** `hash['key']`, which templates are full of, without looking for a method. */
function elementRun(
  program: Program,
  receiver: Run,
  args: (frame: Frame) => readonly RubyValue[],
  safe: boolean,
): Run {
  return (frame) => {
    const value = receiver(frame);
    if (value === null && safe) return null;
    const given = args(frame);
    if (given.length === 1 && isHash(value)) {
      const [key] = given;
      if (typeof key === 'string') return value.get(key) ?? null;
    }
    return program.machine.send(value, '[]', given, null);
  };
}

/** `$1` and its kin are of the last match. */
function remember(
  program: Program,
  value: RubyValue,
  node: Node & { kind: 'call' },
  frame: Frame,
  result: RubyValue,
): void {
  if (result instanceof RubyMatch) program.lastMatch = result;
  if (node.name !== '=~' || node.args.length !== 1) return;
  const other = compile(program, node.args[0]!)(frame);
  const [pattern, text] = value instanceof PRegexp ? [value, other] : [other, value];
  program.lastMatch =
    pattern instanceof PRegexp && typeof text === 'string' ? RubyMatch.of(pattern.regexp, text) : null;
}
