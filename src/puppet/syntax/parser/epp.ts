import type { Expression, LambdaExpression, Parameter, RenderExpression } from '../ast.ts';
import { Token } from '../lexer/tokens.ts';
import { parseExpression } from './expression.ts';
import { parseParameters } from './parameters.ts';
import { accept, expect, lastEnd, type Parser, syntaxError } from './state.ts';
import { blockOrExpression, parseAssignment, parseStatements } from './statements.ts';

/** A whole template: a lambda with its parameters around its body. */
export function parseEppProgram(parser: Parser): LambdaExpression {
  const offset = expect(parser, Token.EppStart);
  const parameters = parseEppParameters(parser);
  const atEnd = parser.kinds[parser.at] === Token.Eof;
  const body: Expression | null = atEnd
    ? null
    : { kind: 'BlockExpression', offset, length: 0, statements: parseStatements(parser) };
  const epp: Expression = {
    kind: 'EppExpression',
    offset,
    length: 0,
    parametersSpecified: parameters !== null,
    body,
  };
  return {
    kind: 'LambdaExpression',
    offset,
    length: 0,
    parameters: parameters ?? [],
    body: epp,
    returnType: null,
  };
}

function parseEppParameters(parser: Parser): Parameter[] | null {
  if (!accept(parser, Token.Pipe)) return null;
  const parameters = parser.kinds[parser.at] === Token.Pipe ? [] : parseParameters(parser, Token.Pipe);
  expect(parser, Token.Pipe);
  return parameters;
}

/** Literal text, or `<%= expression %>`, whose expression may be statements in braces. */
export function parseRender(parser: Parser): Expression {
  const { at } = parser;
  const offset = parser.starts[at]!;
  parser.at++;
  if (parser.kinds[at] === Token.RenderString) {
    return {
      kind: 'RenderStringExpression',
      offset,
      length: parser.ends[at]! - offset,
      value: parser.values[at]!,
    };
  }
  const expr = startsBlock(parser) ? parseRenderedBlock(parser) : parseExpression(parser);
  if (!accept(parser, Token.EppEnd) && !accept(parser, Token.EppEndTrim)) throw syntaxError(parser);
  const render: RenderExpression = {
    kind: 'RenderExpression',
    offset,
    length: lastEnd(parser) - offset,
    expr,
  };
  return render;
}

/** Whether braces hold statements: they do unless they are empty or an arrow follows the first thing in them. */
function startsBlock(parser: Parser): boolean {
  if (parser.kinds[parser.at] !== Token.LBrace) return false;
  const { at, definitions } = parser;
  const next = parser.kinds[at + 1];
  if (next === Token.RBrace) return false;
  if (next === Token.Type || next === Token.Function) {
    if (parser.kinds[at + 2] === Token.FArrow) return false;
  }
  const count = definitions.length;
  parser.at++;
  parseAssignment(parser);
  const isBlock = parser.kinds[parser.at] !== Token.FArrow;
  parser.at = at;
  definitions.length = count;
  return isBlock;
}

function parseRenderedBlock(parser: Parser): Expression {
  const offset = expect(parser, Token.LBrace);
  const statements = parseStatements(parser);
  const end = expect(parser, Token.RBrace) + 1;
  const block = blockOrExpression(statements);
  if (statements.length > 1) Object.assign(block, { offset, length: end - offset });
  return block;
}
