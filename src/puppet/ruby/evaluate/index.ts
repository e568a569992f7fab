import type { Node } from '../ast.ts';
import type { RubyProc, RubyValue } from '../values.ts';
import { compile } from './compile.ts';
import { Frame } from './frame.ts';
import type { Program, World } from './world.ts';

export type { World } from './world.ts';

type Surroundings = [Program['world'], Program['machine'], Program['methods'], Program['lastMatch']];

/** Compiles a program once; what it gives runs it in a world. Throws a RubyError for what it does not know. */
export function compileProgram(source: Node): (world: World, block?: RubyProc | null) => RubyValue {
  const program = {} as Program;
  const run = compile(program, source);
  return (world, block = null) => within(program, world, () => run(new Frame(null, block)));
}

/** Runs in a world, and goes back to the one before: a template may evaluate itself. */
function within(program: Program, world: World, run: () => RubyValue): RubyValue {
  const { world: outer, machine, methods, lastMatch } = program;
  enter(program, world, world.machine, new Map(), null);
  try {
    return run();
  } finally {
    enter(program, outer, machine, methods, lastMatch);
  }
}

function enter(program: Program, ...[world, machine, methods, lastMatch]: Surroundings): void {
  program.world = world;
  program.machine = machine;
  program.methods = methods;
  program.lastMatch = lastMatch;
}
