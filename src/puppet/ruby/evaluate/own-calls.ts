import { conversion } from '../constants.ts';
import { RubyError } from '../errors.ts';
import { rubyHasMethod } from '../known-methods.ts';
import { toS } from '../text.ts';
import type { RubyProc, RubyValue } from '../values.ts';
import type { Frame } from './frame.ts';
import { catchBreak } from './jump.ts';
import type { Program } from './world.ts';

export function ownCall(
  program: Program,
  name: string,
  args: readonly RubyValue[],
  block: RubyProc | null,
  frame: Frame,
): RubyValue {
  const method = program.methods.get(name);
  if (method) return method.call(args);
  if (name === 'lambda' || name === 'proc') return block;
  if (name === 'block_given?') return frame.block !== null;
  if (name === 'yield') return frame.block?.call(args) ?? null;
  if (name === 'loop') return catchBreak(() => loop(program, block!));
  if (name === 'raise') {
    const raised = args.length > 1 ? toS(args[0]!) : 'RuntimeError';
    throw new RubyError(toS(args.at(-1) ?? 'unhandled exception'), 0, raised);
  }
  if (name === 'require' || name === 'require_relative') return true;
  if (name === 'binding') return null;
  const converted = conversion(name, args, program.machine);
  if (converted !== undefined) return converted;
  const value = program.world.call(name, args, block);
  if (value !== undefined) return value;
  const what =
    args.length === 0 ? `undefined local variable or method \`${name}'` : `undefined method \`${name}'`;
  if (rubyHasMethod('Kernel', name)) throw new RubyError(`${name} is not supported`, 0);
  throw new RubyError(`${what} for an instance of Puppet::Parser::TemplateWrapper`, 0, true);
}

function loop(program: Program, block: RubyProc): RubyValue {
  for (;;) {
    program.machine.tick();
    block.call([]);
  }
}
