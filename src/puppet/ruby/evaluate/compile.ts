import { PFloat } from '../../values/value.ts';
import type { Node } from '../ast.ts';
import { RubyError } from '../errors.ts';
import { toS } from '../text.ts';
import { RubyConstant, RubyRange, RubySymbol, type RubyValue, truthy } from '../values.ts';
import { listValues } from './arguments.ts';
import { assignRun, multipleAssignRun, operatorAssignRun } from './assign.ts';
import { blockRun } from './blocks.ts';
import { callRun } from './calls.ts';
import { beginRun, caseRun, forRun, ifRun, whileRun } from './control.ts';
import type { Run } from './frame.ts';
import { Jump } from './jump.ts';
import { globalRun, hashRun, regexpRun, stringRun } from './literals.ts';
import type { Program } from './world.ts';

/** Kinds of nodes that raise no error of their own: their parts have given it its line. */
const harmless: ReadonlySet<Node['kind']> = new Set([
  'nil',
  'self',
  'true',
  'false',
  'integer',
  'float',
  'local',
  'instance',
  'global',
  'constant',
  'not',
  'and',
  'or',
  'if',
  'body',
  'text',
]);

export function compile(program: Program, node: Node): Run {
  const run = (runs[node.kind] as (program: Program, node: Node) => Run)(program, node);
  if (harmless.has(node.kind)) return run;
  return (frame) => {
    try {
      return run(frame);
    } catch (error) {
      if (!(error instanceof RubyError) || error.line !== 0) throw error;
      throw error.at(node.line);
    }
  };
}

type NodeOf<Kind> = Node & { kind: Kind };

/** How each kind of node is compiled. */
const runs: { [Kind in Node['kind']]: (program: Program, node: NodeOf<Kind>) => Run } = {
  nil: () => constant(null),
  self: (_, { line }) => refused("'self' as a value is not supported", line),
  true: () => constant(true),
  false: () => constant(false),
  integer: (_, { value }) => constant(value),
  float: (_, node) => constant(new PFloat(node.value)),
  string: (program, { parts }) => stringRun(program, parts),
  symbol: (program, { parts }) => {
    const text = stringRun(program, parts);
    return (frame) => RubySymbol.of(text(frame) as string);
  },
  regexp: regexpRun,
  array: (program, node) => {
    const items = listValues(program, node.items);
    return (frame) => program.machine.owned.add(items(frame));
  },
  hash: (program, { entries }) => hashRun(program, entries),
  splat: misplaced,
  blockPass: misplaced,
  range: rangeRun,
  local: localRun,
  instance: instanceRun,
  global: (program, { name }) => globalRun(program, name),
  constant: (_, { path }) => constant(new RubyConstant(path)),
  call: callRun,
  not: (program, node) => {
    const value = compile(program, node.value);
    return (frame) => !truthy(value(frame));
  },
  and: logicRun,
  or: logicRun,
  defined: (program, { value }) => definedRun(program, value),
  assign: (program, { target, value }) => assignRun(program, target, compile(program, value)),
  operatorAssign: operatorAssignRun,
  multipleAssign: (program, { targets, value }) =>
    multipleAssignRun(program, targets, compile(program, value)),
  if: ifRun,
  while: whileRun,
  for: forRun,
  case: caseRun,
  begin: beginRun,
  jump: (program, node) => {
    const value = optional(program, node.value);
    return (frame) => {
      throw new Jump(node.jump, value(frame), null);
    };
  },
  lambda: (program, { block }) => blockRun(program, block, true),
  method: (program, { name, block }) => {
    const make = blockRun(program, block, true);
    return (frame) => {
      program.methods.set(name, make(frame));
      return RubySymbol.of(name);
    };
  },
  module: (_, { line }) => {
    throw new RubyError('classes and modules are not supported in templates', line);
  },
  body: (program, { statements }) => bodyRun(program, statements),
  text: textRun,
  output: (program, { body }) => {
    const value = compile(program, body);
    return (frame) => {
      program.world.output(toS(value(frame)));
      return null;
    };
  },
};

function constant(value: RubyValue): Run {
  return () => value;
}

function localRun(_: Program, { name }: NodeOf<'local'>): Run {
  return (frame) => frame.get(name);
}

function instanceRun(program: Program, { name }: NodeOf<'instance'>): Run {
  return () => program.world.instance(name);
}

function textRun(program: Program, { index }: NodeOf<'text'>): Run {
  return () => {
    program.world.text(index);
    return null;
  };
}

/** What is refused when it is reached, not where it stands. */
function refused(message: string, line: number): Run {
  return () => {
    throw new RubyError(message, line);
  };
}

function misplaced(_: Program, { line }: Node): Run {
  throw new RubyError('unexpected splat', line);
}

function optional(program: Program, node: Node | null): Run {
  return node ? compile(program, node) : () => null;
}

function rangeRun(program: Program, node: NodeOf<'range'>): Run {
  const from = optional(program, node.from);
  const to = optional(program, node.to);
  return (frame) => new RubyRange(from(frame), to(frame), node.exclusive);
}

function logicRun(program: Program, node: NodeOf<'and' | 'or'>): Run {
  const left = compile(program, node.left);
  const right = compile(program, node.right);
  const stop = node.kind === 'or';
  return (frame) => {
    const value = left(frame);
    return truthy(value) === stop ? value : right(frame);
  };
}

function bodyRun(program: Program, statements: readonly Node[]): Run {
  const runs = statements.map((statement) => compile(program, statement));
  if (runs.length === 1) return runs[0]!;
  return (frame) => {
    let value: RubyValue = null;
    for (const run of runs) value = run(frame);
    return value;
  };
}

function definedRun(program: Program, node: Node): Run {
  if (node.kind === 'instance')
    return () => (program.world.instance(node.name) === null ? null : 'instance-variable');
  if (node.kind === 'call' && node.receiver === null && node.args.length === 0) return () => null;
  const value = compile(program, node);
  return (frame) => {
    try {
      return value(frame) === null && node.kind === 'body' ? null : 'expression';
    } catch {
      return null;
    }
  };
}
