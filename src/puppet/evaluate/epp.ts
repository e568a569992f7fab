import type { EppExpression, RenderExpression, RenderStringExpression } from '../syntax/ast.ts';
import { PSensitive, type Value } from '../values/value.ts';
import type { Code, CodeContext } from './code.ts';
import { compile } from './compile.ts';
import type { Frame } from './frame.ts';
import { interpolated } from './strings.ts';

/** The body of a template: the value is the text rendered, sensitive when a part of it is. */
export function compileEpp(node: EppExpression, context: CodeContext): Code {
  const body = compile(node.body, context);
  return (frame) => {
    const output: (string | PSensitive)[] = [];
    frame.output = output;
    body(frame);
    return joined(output);
  };
}

function joined(output: readonly (string | PSensitive)[]): Value {
  if (!output.some((part) => part instanceof PSensitive)) return output.join('');
  return new PSensitive(
    output.map((part) => (part instanceof PSensitive ? interpolated(part.value) : part)).join(''),
  );
}

/** Text of a template as it is. */
export function compileRenderString(node: RenderStringExpression): Code {
  const { value } = node;
  return (frame) => {
    outputOf(frame).push(value);
    return null;
  };
}

/** `<%= x %>`. */
export function compileRender(node: RenderExpression, context: CodeContext): Code {
  const code = compile(node.expr, context);
  return (frame) => {
    const value = code(frame);
    outputOf(frame).push(value instanceof PSensitive ? value : interpolated(value));
    return null;
  };
}

function outputOf(frame: Frame): (string | PSensitive)[] {
  for (let at: Frame | null = frame; at !== null; at = at.outer) if (at.output !== null) return at.output;
  return [];
}
