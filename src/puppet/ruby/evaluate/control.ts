import { wrongArguments } from '../../data/errors.ts';
import { PuppetError } from '../../error.ts';
import { PRegexp } from '../../values/value.ts';
import type { Node } from '../ast.ts';
import { RubyError } from '../errors.ts';
import { RubyException } from '../methods/exception.ts';
import { RubyMatch } from '../methods/match.ts';
import { caseEquals } from '../methods/object.ts';
import { type RubyValue, truthy } from '../values.ts';
import { listValues } from './arguments.ts';
import { assignRun, multipleAssignRun } from './assign.ts';
import { compile } from './compile.ts';
import type { Run } from './frame.ts';
import { catchBreak, catchNext } from './jump.ts';
import type { Program } from './world.ts';

export function ifRun(program: Program, node: Node & { kind: 'if' }): Run {
  const condition = compile(program, node.condition);
  const yes = compile(program, node.consequent);
  const no = node.alternate ? compile(program, node.alternate) : () => null;
  return (frame) => (truthy(condition(frame)) ? yes(frame) : no(frame));
}

export function whileRun(program: Program, node: Node & { kind: 'while' }): Run {
  const condition = compile(program, node.condition);
  const body = compile(program, node.body);
  return (frame) =>
    catchBreak(() => {
      while (truthy(condition(frame)) !== node.negated) {
        program.machine.tick();
        catchNext(() => body(frame));
      }
      return null;
    });
}

export function forRun(program: Program, node: Node & { kind: 'for' }): Run {
  const source = compile(program, node.source);
  const body = compile(program, node.body);
  const item: Run = (frame) => frame.get('\0item');
  const assign =
    node.target.kind === 'array'
      ? multipleAssignRun(program, node.target.items, item)
      : assignRun(program, node.target, item);
  return (frame) =>
    catchBreak(() => {
      const items = program.machine.send(source(frame), 'to_a', [], null) as RubyValue[];
      for (const each of items) {
        program.machine.tick();
        frame.declare('\0item', each);
        assign(frame);
        catchNext(() => body(frame));
      }
      return items;
    });
}

export function caseRun(program: Program, node: Node & { kind: 'case' }): Run {
  const subject = node.subject ? compile(program, node.subject) : null;
  const branches = node.branches.map(({ tests, body }) => ({
    tests: listValues(program, tests),
    body: compile(program, body),
  }));
  const otherwise = node.else ? compile(program, node.else) : () => null;
  return (frame) => {
    const value = subject?.(frame);
    const found = branches.find(({ tests }) =>
      tests(frame).some((test) => (subject ? matches(program, test, value) : truthy(test))),
    );
    return found ? found.body(frame) : otherwise(frame);
  };
}

export function matches(program: Program, test: RubyValue, value: RubyValue): boolean {
  if (test instanceof PRegexp && typeof value === 'string')
    program.lastMatch = RubyMatch.of(test.regexp, value);
  return caseEquals(test, value);
}

export function beginRun(program: Program, node: Node & { kind: 'begin' }): Run {
  const body = compile(program, node.body);
  const rescue = node.rescue && { ...node.rescue, body: compile(program, node.rescue.body) };
  const ensure = node.ensure && compile(program, node.ensure);
  return (frame) => {
    try {
      return body(frame);
    } catch (error) {
      if (!rescue || !isCaught(error, rescue.classes)) throw error;
      if (rescue.several) throw new RubyError('several rescue clauses are not supported', node.line);
      if (rescue.name) frame.set(rescue.name, exceptionOf(error));
      return rescue.body(frame);
    } finally {
      ensure?.(frame);
    }
  };
}

function exceptionOf(error: Error): RubyException {
  const raised = error instanceof RubyError ? error.raised : false;
  return new RubyException(typeof raised === 'string' ? raised : 'StandardError', error.message);
}

function isRaised({ raised }: RubyError, classes: readonly string[]): boolean {
  if (typeof raised === 'boolean') return raised;
  return classes.length === 0 || classes.some((name) => isKindOf(raised, name));
}

/** Of Puppet's own errors all are taken for one kind. */
function isKindOf(raised: string, name: string): boolean {
  if (anyError.includes(name) || raised === name) return true;
  return raised.startsWith('Puppet::') && name.startsWith('Puppet::');
}

const anyError = ['StandardError', 'Exception', 'RuntimeError'];

/** Errors of Ruby are caught by every clause unless their class is known, those of Puppet by their own classes, but for those that are Ruby's too. */
function isCaught(error: unknown, classes: readonly string[]): error is Error {
  if (error instanceof RubyError) return isRaised(error, classes);
  if (!(error instanceof PuppetError)) return false;
  const own = error.code === wrongArguments ? 'ArgumentError' : 'Puppet::';
  return classes.length === 0 || classes.some((name) => anyError.includes(name) || name.startsWith(own));
}
