import type { ConcatenatedString, Expression, HeredocExpression, LiteralString } from '../ast.ts';
import { Token } from '../lexer/tokens.ts';
import { expect, lastEnd, type Parser, syntaxError } from './state.ts';
import { parseAssignment } from './statements.ts';

/** An interpolated string at its first part. Empty parts are left out, as Puppet does. */
export function parseInterpolated(parser: Parser): ConcatenatedString {
  const offset = parser.starts[parser.at]!;
  const segments: Expression[] = [];
  pushText(parser, segments);
  for (;;) {
    segments.push({
      kind: 'TextExpression',
      offset,
      length: 0,
      expr: interpolated(parseAssignment(parser), offset),
    });
    const kind = parser.kinds[parser.at];
    if (kind !== Token.DqMid && kind !== Token.DqPost) throw syntaxError(parser);
    pushText(parser, segments);
    if (kind === Token.DqPost) break;
  }
  return { kind: 'ConcatenatedString', offset, length: lastEnd(parser) - offset, segments };
}

/** A heredoc at its tag. */
export function parseHeredoc(parser: Parser): HeredocExpression {
  const { at } = parser;
  const offset = expect(parser, Token.Heredoc);
  expect(parser, Token.Sublocate);
  const textExpr =
    parser.kinds[parser.at] === Token.DqPre ? parseInterpolated(parser) : literalString(parser);
  const length = parser.ends[at]! - offset;
  return { kind: 'HeredocExpression', offset, length, syntax: parser.values[at]!, textExpr };
}

/** The current token's value as a string. */
export function literalString(parser: Parser): LiteralString {
  const { at } = parser;
  const offset = parser.starts[at]!;
  parser.at++;
  return { kind: 'LiteralString', offset, length: parser.ends[at]! - offset, value: parser.values[at]! };
}

/** A name alone means the variable; the lexer has seen to it, but for a heredoc that ends within `${`. */
function interpolated(expr: Expression, offset: number): Expression {
  return expr.kind === 'QualifiedName' ? { kind: 'VariableExpression', offset, length: 0, expr } : expr;
}

function pushText(parser: Parser, segments: Expression[]): void {
  const text = literalString(parser);
  if (text.value !== '') segments.push(text);
}
