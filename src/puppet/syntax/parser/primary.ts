import type { Expression, QualifiedReference, VariableExpression } from '../ast.ts';
import { Token } from '../lexer/tokens.ts';
import { parseTypeCall } from './calls.ts';
import { parseArray, parseHash } from './collections.ts';
import { parseCase, parseIf, parseUnless } from './control.ts';
import { parseClass, parseDefine, parseFunction, parseNode } from './definitions.ts';
import { parseRender } from './epp.ts';
import { literalNumber } from './numbers.ts';
import { expect, type Parser, syntaxError } from './state.ts';
import { parseAssignment } from './statements.ts';
import { parseHeredoc, parseInterpolated } from './strings.ts';
import { parseTypeStatement } from './types.ts';

/** A `primary_expression` of the grammar, or one in parentheses. */
export function parsePrimary(parser: Parser): Expression {
  const { at } = parser;
  const offset = parser.starts[at]!;
  const length = parser.ends[at]! - offset;
  const value = parser.values[at]!;
  switch (parser.kinds[at]) {
    case Token.Variable:
      parser.at++;
      return variable(offset, length, value);
    case Token.String:
    case Token.Word:
      parser.at++;
      return { kind: 'LiteralString', offset, length, value };
    case Token.Name:
      parser.at++;
      return { kind: 'QualifiedName', offset, length, value };
    case Token.ClassRef:
      return parseReference(parser);
    case Token.DqPre:
      return parseInterpolated(parser);
    case Token.Number:
      parser.at++;
      return literalNumber(offset, length, value);
    case Token.Boolean:
      parser.at++;
      return { kind: 'LiteralBoolean', offset, length, value: value === 'true' };
    case Token.Undef:
      parser.at++;
      return { kind: 'LiteralUndef', offset, length };
    case Token.Default:
      parser.at++;
      return { kind: 'LiteralDefault', offset, length };
    case Token.Regex:
      parser.at++;
      return { kind: 'LiteralRegularExpression', offset, length, pattern: value };
    case Token.Heredoc:
      return parseHeredoc(parser);
    case Token.LBrack:
    case Token.ListStart:
      return parseArray(parser);
    case Token.LBrace:
      return parseHash(parser);
    case Token.LParen:
    case Token.WsLParen:
      return parseParenthesized(parser);
    case Token.Attr:
    case Token.Private:
      parser.at++;
      return { kind: 'ReservedWord', offset, length, word: value, future: false };
    default:
      return parseKeyword(parser);
  }
}

function parseKeyword(parser: Parser): Expression {
  switch (parser.kinds[parser.at]) {
    case Token.If:
      return parseIf(parser);
    case Token.Unless:
      return parseUnless(parser);
    case Token.Case:
      return parseCase(parser);
    case Token.Class:
      return parseClass(parser);
    case Token.Define:
      return parseDefine(parser);
    case Token.Node:
      return parseNode(parser);
    case Token.Function:
      return parseFunction(parser);
    case Token.Type:
      return parser.kinds[parser.at + 1] === Token.LParen
        ? parseTypeCall(parser)
        : parseTypeStatement(parser);
    case Token.RenderString:
    case Token.RenderExpr:
      return parseRender(parser);
    default:
      throw syntaxError(parser);
  }
}

/** A type name. */
export function parseReference(parser: Parser): QualifiedReference {
  const casedValue = parser.values[parser.at]!;
  const offset = expect(parser, Token.ClassRef);
  const value = casedValue.toLowerCase();
  return { kind: 'QualifiedReference', offset, length: casedValue.length, casedValue, value };
}

function variable(offset: number, length: number, value: string): VariableExpression {
  const expr: Expression = { kind: 'QualifiedName', offset: offset + 1, length: length - 1, value };
  return { kind: 'VariableExpression', offset, length, expr };
}

function parseParenthesized(parser: Parser): Expression {
  const offset = parser.starts[parser.at++]!;
  const expr = parseAssignment(parser);
  expect(parser, Token.RParen);
  return { kind: 'ParenthesizedExpression', offset, length: 1, expr };
}
