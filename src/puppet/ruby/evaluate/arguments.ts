import type { Node } from '../ast.ts';
import { conversion } from '../constants.ts';
import type { RubyValue } from '../values.ts';
import { compile } from './compile.ts';
import type { Frame } from './frame.ts';
import type { Program } from './world.ts';

export const noValues: readonly RubyValue[] = [];

/** The values of arguments; nobody changes them. */
export function argumentValues(
  program: Program,
  nodes: readonly Node[],
): (frame: Frame) => readonly RubyValue[] {
  if (nodes.length === 0) return () => noValues;
  return listValues(program, nodes);
}

export function listValues(program: Program, nodes: readonly Node[]): (frame: Frame) => RubyValue[] {
  if (nodes.length === 1 && nodes[0]!.kind !== 'splat') {
    const run = compile(program, nodes[0]!);
    return (frame) => [run(frame)];
  }
  const runs = nodes.map((node) => ({
    splat: node.kind === 'splat',
    run: compile(program, node.kind === 'splat' ? node.value : node),
  }));
  return (frame) => {
    const values: RubyValue[] = [];
    for (const { splat, run } of runs) {
      const value = run(frame);
      if (splat) values.push(...(conversion('Array', [value], program.machine) as RubyValue[]));
      else values.push(value);
    }
    return values;
  };
}
