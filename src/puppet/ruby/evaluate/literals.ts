import { internKey } from '../../values/keys.ts';
import { PRegexp, type Value } from '../../values/value.ts';
import type { Node } from '../ast.ts';
import { toS } from '../text.ts';
import { RubySymbol, type RubyValue } from '../values.ts';
import { compile } from './compile.ts';
import type { Run } from './frame.ts';
import type { Program } from './world.ts';

export function stringRun(program: Program, parts: readonly (string | Node)[]): Run {
  if (parts.every((part) => typeof part === 'string')) {
    const text = parts.join('');
    return () => text;
  }
  const runs = parts.map((part): Run => (typeof part === 'string' ? () => part : compile(program, part)));
  return (frame) => {
    let text = '';
    for (const run of runs) text += toS(run(frame));
    return text;
  };
}

export function regexpRun(program: Program, node: Node & { kind: 'regexp' }): Run {
  if (node.parts.every((part) => typeof part === 'string')) {
    const value = new PRegexp(node.parts.join(''), node.flags);
    return () => value;
  }
  const runs = node.parts.map(
    (part): Run => (typeof part === 'string' ? () => part : compile(program, part)),
  );
  return (frame) => {
    const pieces = runs
      .map((run) => run(frame))
      .map((piece) => (piece instanceof PRegexp ? piece.source : toS(piece)));
    return new PRegexp(pieces.join(''), node.flags);
  };
}

export function hashRun(program: Program, entries: readonly [Node, Node][]): Run {
  const runs = entries.map(([key, value]) => [compile(program, key), compile(program, value)] as const);
  return (frame) => {
    const hash = program.machine.owned.add(new Map<Value, Value>());
    for (const [key, value] of runs) hash.set(keyValue(key(frame)), value(frame) as Value);
    return hash;
  };
}

export function globalRun(program: Program, name: string): Run {
  if (/^\$\d$/.test(name)) return () => program.lastMatch?.group(Number(name.slice(1))) ?? null;
  if (name === '$~') return () => program.lastMatch;
  return () => null;
}

function keyValue(key: RubyValue): Value {
  return key instanceof RubySymbol ? (key as unknown as Value) : internKey(key as Value);
}
