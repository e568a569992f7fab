import type { ConcatenatedString, TextExpression } from '../syntax/ast.ts';
import { toText } from '../types/index.ts';
import type { Value } from '../values/value.ts';
import { type Code, type CodeContext, guarded } from './code.ts';
import { compile } from './compile.ts';
import { compileVariableName } from './variables.ts';

/** A value as interpolation prints it. */
export function interpolated(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return `${value}`;
  if (value === null) return '';
  return toText(value);
}

/** `"a ${b} c"`. */
export function compileString(node: ConcatenatedString, context: CodeContext): Code {
  const segments = node.segments.map((segment) =>
    segment.kind === 'LiteralString' ? segment.value : compile(segment, context),
  );
  return guarded({ source: context.source, node }, (frame) => {
    let text = '';
    for (const segment of segments)
      text += typeof segment === 'string' ? segment : interpolated(segment(frame));
    frame.compiler.limits.string(text);
    return text;
  });
}

/** `${x}` within a string: a bare name is a variable. */
export function compileText(node: TextExpression, context: CodeContext): Code {
  const code =
    node.expr.kind === 'QualifiedName'
      ? compileVariableName(node.expr.value, { source: context.source, node })
      : compile(node.expr, context);
  return (frame) => interpolated(code(frame));
}
