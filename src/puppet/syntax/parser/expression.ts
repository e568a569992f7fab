import type { Expression } from '../ast.ts';
import { Token } from '../lexer/tokens.ts';
import { parseCallArguments, parseMethodCall } from './calls.ts';
import { parseAccess } from './collections.ts';
import { parseSelector } from './control.ts';
import { parsePrimary } from './primary.ts';
import { parseCollect } from './resources.ts';
import { enter, type Parser } from './state.ts';

// Binding powers: the higher binds the tighter. All binary operators associate to the left.
const OR = 1;
const AND = 2;
const SELECT = 3;
const COMPARE = 4;
const EQUALITY = 5;
const SHIFT = 6;
const ADD = 7;
const MULTIPLY = 8;
const MATCH = 9;
const IN = 10;
const MINUS = 11;
const SPLAT = 12;
const NOT = 13;

/** A chain of operators this long counts as one level of nesting. */
const CHAIN_PER_LEVEL = 8;

/** An `expression` of the grammar: no assignment, relationship or resource. Operators must bind tighter than `power`. */
export function parseExpression(parser: Parser, power = 0): Expression {
  const depth = parser.depth;
  enter(parser);
  let left = parsePrefixed(parser);
  for (let links = 1; ; links++) {
    const next = parseInfix(parser, left, power);
    if (next === null) break;
    left = next;
    if (links % CHAIN_PER_LEVEL === 0) enter(parser);
  }
  parser.depth = depth;
  return left;
}

function parsePrefixed(parser: Parser): Expression {
  const start = parser.starts[parser.at]!;
  switch (parser.kinds[parser.at]) {
    case Token.Minus:
      return prefix(parser, 'UnaryMinusExpression', start, MINUS);
    case Token.Times:
      return prefix(parser, 'UnfoldExpression', start, SPLAT);
    case Token.Not:
      return prefix(parser, 'NotExpression', start, NOT);
    default:
      return parsePrimary(parser);
  }
}

function prefix(
  parser: Parser,
  kind: 'UnaryMinusExpression' | 'UnfoldExpression' | 'NotExpression',
  offset: number,
  power: number,
): Expression {
  parser.at++;
  return { kind, offset, length: 1, expr: parseExpression(parser, power) };
}

/** The operator at the current token applied to `left`, or null where none binds tighter than `power`. */
function parseInfix(parser: Parser, left: Expression, power: number): Expression | null {
  switch (parser.kinds[parser.at]) {
    case Token.LParen:
      return parseCallArguments(parser, left);
    case Token.Dot:
      return parseMethodCall(parser, left);
    case Token.LBrack:
      return parseAccess(parser, left);
    case Token.LCollect:
    case Token.LLCollect:
      return parseCollect(parser, left);
    case Token.In:
      return power >= IN ? null : plain(parser, 'InExpression', left, IN);
    case Token.Match:
    case Token.NoMatch:
      return power >= MATCH ? null : withOperator(parser, 'MatchExpression', left, MATCH);
    case Token.Times:
    case Token.Div:
    case Token.Modulo:
      return power >= MULTIPLY ? null : withOperator(parser, 'ArithmeticExpression', left, MULTIPLY);
    case Token.Plus:
    case Token.Minus:
      return power >= ADD ? null : withOperator(parser, 'ArithmeticExpression', left, ADD);
    case Token.LShift:
    case Token.RShift:
      return power >= SHIFT ? null : withOperator(parser, 'ArithmeticExpression', left, SHIFT);
    case Token.IsEqual:
    case Token.NotEqual:
      return power >= EQUALITY ? null : withOperator(parser, 'ComparisonExpression', left, EQUALITY);
    case Token.GreaterEqual:
    case Token.GreaterThan:
    case Token.LessEqual:
    case Token.LessThan:
      return power >= COMPARE ? null : withOperator(parser, 'ComparisonExpression', left, COMPARE);
    case Token.QMark:
      return power >= SELECT ? null : parseSelector(parser, left);
    case Token.And:
      return power >= AND ? null : plain(parser, 'AndExpression', left, AND);
    case Token.Or:
      return power >= OR ? null : plain(parser, 'OrExpression', left, OR);
    default:
      return null;
  }
}

/** As in Puppet, a binary expression is placed at its operator. */
function plain(
  parser: Parser,
  kind: 'InExpression' | 'AndExpression' | 'OrExpression',
  leftExpr: Expression,
  power: number,
): Expression {
  const offset = parser.starts[parser.at]!;
  const length = parser.ends[parser.at++]! - offset;
  return { kind, offset, length, leftExpr, rightExpr: parseExpression(parser, power) };
}

function withOperator(
  parser: Parser,
  kind: 'MatchExpression' | 'ArithmeticExpression' | 'ComparisonExpression',
  leftExpr: Expression,
  power: number,
): Expression {
  const offset = parser.starts[parser.at]!;
  const operator = parser.values[parser.at]!;
  const length = parser.ends[parser.at++]! - offset;
  const rightExpr = parseExpression(parser, power);
  return { kind, offset, length, operator, leftExpr, rightExpr } as Expression;
}
