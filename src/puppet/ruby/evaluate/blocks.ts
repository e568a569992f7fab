import type { Block, Node, Parameter } from '../ast.ts';
import { conversion } from '../constants.ts';
import { isArray, RubyProc, type RubyValue } from '../values.ts';
import { compile } from './compile.ts';
import { Frame } from './frame.ts';
import { Jump } from './jump.ts';
import type { Program } from './world.ts';

export function blockOf(
  program: Program,
  node: Node & { kind: 'call' },
  pass: Node | undefined,
): (frame: Frame) => RubyProc | null {
  if (node.block) return blockRun(program, node.block, false);
  if (pass?.kind !== 'blockPass') return () => null;
  const value = compile(program, pass.value);
  return (frame) => {
    const given = value(frame);
    return given === null ? null : (program.machine.send(given, 'to_proc', [], null) as RubyProc);
  };
}

/** A block, or a method: one that takes `return`. */
export function blockRun(program: Program, block: Block, method: boolean): (frame: Frame) => RubyProc {
  const bind = binder(program, block.parameters, method);
  const body = compile(program, block.body);
  return (outer) =>
    new RubyProc((args) => {
      const frame = new Frame(outer, null);
      bind(frame, args);
      try {
        return body(frame);
      } catch (jump) {
        if (jump instanceof Jump && (jump.kind === 'next' || (method && jump.kind === 'return')))
          return jump.value;
        throw jump;
      }
    }, block.parameters.length);
}

function binder(
  program: Program,
  parameters: readonly Parameter[],
  method: boolean,
): (frame: Frame, args: readonly RubyValue[]) => void {
  const defaults = parameters.map(({ fallback }) => (fallback ? compile(program, fallback) : () => null));
  const plain = parameters.filter(({ form }) => form === 'plain' || form === 'nested').length;
  const spreads = !method && (plain > 1 || (plain === 1 && parameters.length > 1));
  const nested = parameters.map((parameter) => binder(program, parameter.nested, false));
  if (parameters.length === 1 && parameters[0]!.form === 'plain' && !spreads) {
    const { name } = parameters[0]!;
    return (frame, args) => frame.declare(name, args.length > 0 ? args[0] : defaults[0]!(frame));
  }
  return (frame, given) => {
    const args = spreads && given.length === 1 && isArray(given[0]) ? given[0] : given;
    const rest = Math.max(0, args.length - plain);
    let at = 0;
    for (const [index, { name, form }] of parameters.entries()) {
      if (form === 'rest') {
        frame.declare(name, args.slice(at, at + rest));
        at += rest;
      } else if (form === 'nested')
        nested[index]!(frame, conversion('Array', [args[at++]], program.machine) as RubyValue[]);
      else if (form === 'plain') {
        frame.declare(name, at < args.length ? args[at] : defaults[index]!(frame));
        at++;
      } else if (form === 'block') frame.declare(name, frame.block);
      else frame.declare(name, defaults[index]!(frame));
    }
  };
}
