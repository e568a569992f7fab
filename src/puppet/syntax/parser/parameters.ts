import type { Expression, Parameter } from '../ast.ts';
import { Token } from '../lexer/tokens.ts';
import { parseAccessKeys } from './collections.ts';
import { parseExpression } from './expression.ts';
import { parseReference } from './primary.ts';
import { accept, expect, lastEnd, type Parser, syntaxError } from './state.ts';

/** An optional list of parameters in parentheses. */
export function parseParameterList(parser: Parser): Parameter[] {
  if (!accept(parser, Token.LParen) && !accept(parser, Token.WsLParen)) return [];
  if (accept(parser, Token.RParen)) return [];
  const parameters = parseParameters(parser, Token.RParen);
  expect(parser, Token.RParen);
  return parameters;
}

/** At least one parameter, and perhaps a comma, before the token that ends the list. */
export function parseParameters(parser: Parser, end: Token): Parameter[] {
  const parameters: Parameter[] = [];
  do parameters.push(parseParameter(parser));
  while (accept(parser, Token.Comma) && parser.kinds[parser.at] !== end);
  return parameters;
}

/** `>> Type[...]`, or null. */
export function parseReturnType(parser: Parser): Expression | null {
  return accept(parser, Token.RShift) ? parseParameterType(parser) : null;
}

/** A type with, or without, keys; unlike elsewhere no comma may follow the last key. */
export function parseParameterType(parser: Parser): Expression {
  const leftExpr = parseReference(parser);
  if (!accept(parser, Token.LBrack)) return leftExpr;
  const keys = parseAccessKeys(parser);
  if (accept(parser, Token.Comma)) throw syntaxError(parser);
  expect(parser, Token.RBrack);
  const { offset } = leftExpr;
  return { kind: 'AccessExpression', offset, length: lastEnd(parser) - offset, leftExpr, keys };
}

/** Placed at its variable. */
function parseParameter(parser: Parser): Parameter {
  const typeExpr = parser.kinds[parser.at] === Token.ClassRef ? parseParameterType(parser) : null;
  const capturesRest = accept(parser, Token.Times);
  const name = parser.values[parser.at]!;
  const offset = expect(parser, Token.Variable);
  const length = lastEnd(parser) - offset;
  const value = accept(parser, Token.Equals) ? parseExpression(parser) : null;
  return { kind: 'Parameter', offset, length, name, value, typeExpr, capturesRest };
}
