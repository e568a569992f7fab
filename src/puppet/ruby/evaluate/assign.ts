import type { Node } from '../ast.ts';
import { conversion } from '../constants.ts';
import { RubyError } from '../errors.ts';
import { type RubyValue, truthy } from '../values.ts';
import { listValues } from './arguments.ts';
import { changeOf, mutate } from './changes.ts';
import { compile } from './compile.ts';
import type { Run } from './frame.ts';
import type { Program } from './world.ts';

export function assignRun(program: Program, target: Node, value: Run): Run {
  if (target.kind === 'local') return (frame) => keep(value(frame), (kept) => frame.set(target.name, kept));
  if (target.kind === 'instance')
    return (frame) => keep(value(frame), (kept) => program.world.setInstance(target.name, kept));
  if (target.kind === 'splat') return assignRun(program, target.value, value);
  if (target.kind !== 'call' || !target.receiver)
    throw new RubyError('this assignment is not supported in templates', target.line);
  if (target.name !== '[]')
    throw new RubyError(`setting '${target.name}' is not supported in templates`, target.line);
  const receiver = compile(program, target.receiver);
  const index = listValues(program, target.args);
  const change = changeOf(program, target.receiver);
  return (frame) => {
    const held = receiver(frame);
    return mutate(program, held, '[]=', [...index(frame), value(frame)], null, (changed) =>
      change(frame, changed),
    );
  };
}

export function operatorAssignRun(program: Program, node: Node & { kind: 'operatorAssign' }): Run {
  const current = compile(program, node.target);
  const value = compile(program, node.value);
  const { operator } = node;
  if (operator === '||' || operator === '&&') {
    const assign = assignRun(program, node.target, value);
    return (frame) => {
      const held = current(frame);
      return truthy(held) === (operator === '||') ? held : assign(frame);
    };
  }
  return assignRun(program, node.target, (frame) =>
    program.machine.send(current(frame), operator, [value(frame)], null),
  );
}

export function multipleAssignRun(program: Program, targets: readonly Node[], value: Run): Run {
  const assigns = targets.map((target) => assignRun(program, target, (frame) => frame.get('\0part')));
  const splat = targets.findIndex((target) => target.kind === 'splat');
  return (frame) => {
    const values = conversion('Array', [value(frame)], program.machine) as RubyValue[];
    const parts = splat === -1 ? values : gather(values, splat, targets.length);
    for (const [index, assign] of assigns.entries()) {
      frame.declare('\0part', parts[index] ?? null);
      assign(frame);
    }
    return values;
  };
}

function keep(value: RubyValue, assign: (value: RubyValue) => void): RubyValue {
  assign(value);
  return value;
}

/** The values for targets of which one, a splat, takes what is left over. */
function gather(values: readonly RubyValue[], splat: number, count: number): RubyValue[] {
  const after = count - splat - 1;
  const end = Math.max(splat, values.length - after);
  return [...values.slice(0, splat), values.slice(splat, end), ...values.slice(end)];
}
