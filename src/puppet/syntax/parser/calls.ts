import type {
  CallMethodExpression,
  CallNamedFunctionExpression,
  Expression,
  LambdaExpression,
} from '../ast.ts';
import { Token } from '../lexer/tokens.ts';
import { parseArgument, pushArgument } from './collections.ts';
import { parseParameters, parseReturnType } from './parameters.ts';
import { accept, expect, lastEnd, type Parser, syntaxError } from './state.ts';
import { parseBody } from './statements.ts';

/** `functor(arguments) |lambda|`, at the parenthesis. */
export function parseCallArguments(parser: Parser, functorExpr: Expression): CallNamedFunctionExpression {
  const { offset } = functorExpr;
  expect(parser, Token.LParen);
  const list = parseArguments(parser, true);
  const lambda = parseOptionalLambda(parser);
  const length = lastEnd(parser) - offset;
  return {
    kind: 'CallNamedFunctionExpression',
    offset,
    length,
    functorExpr,
    arguments: list,
    lambda,
    rvalRequired: true,
  };
}

/** `type(x)`: the keyword names the function. */
export function parseTypeCall(parser: Parser): CallNamedFunctionExpression {
  const offset = expect(parser, Token.Type);
  return parseCallArguments(parser, { kind: 'QualifiedName', offset, length: 4, value: 'type' });
}

/** `left.name(arguments) |lambda|`, at the dot; the arguments may miss. Placed at the parenthesis, or else the dot. */
export function parseMethodCall(parser: Parser, leftExpr: Expression): CallMethodExpression {
  const dot = parser.starts[parser.at++]!;
  const kind = parser.kinds[parser.at];
  if (kind !== Token.Name && kind !== Token.Type) throw syntaxError(parser);
  const value = parser.values[parser.at++]!;
  const rightExpr: Expression = { kind: 'QualifiedName', offset: dot, length: 0, value };
  const functorExpr: Expression = {
    kind: 'NamedAccessExpression',
    offset: dot,
    length: lastEnd(parser) - dot,
    leftExpr,
    rightExpr,
  };
  const hasList = parser.kinds[parser.at] === Token.LParen;
  const offset = hasList ? parser.starts[parser.at++]! : dot;
  const list = hasList ? parseArguments(parser, false) : [];
  const length = lastEnd(parser) - offset;
  const lambda = parseOptionalLambda(parser);
  return {
    kind: 'CallMethodExpression',
    offset,
    length,
    functorExpr,
    arguments: list,
    lambda,
    rvalRequired: true,
  };
}

/** The arguments up to and with the closing parenthesis. Method calls allow no comma after the last. */
function parseArguments(parser: Parser, trailingComma: boolean): Expression[] {
  const list: Expression[] = [];
  if (accept(parser, Token.RParen)) return list;
  do pushArgument(list, parseArgument(parser, false));
  while (accept(parser, Token.Comma) && !(trailingComma && parser.kinds[parser.at] === Token.RParen));
  expect(parser, Token.RParen);
  return list;
}

function parseOptionalLambda(parser: Parser): LambdaExpression | null {
  if (parser.kinds[parser.at] !== Token.Pipe) return null;
  const offset = parser.starts[parser.at++]!;
  const parameters = parser.kinds[parser.at] === Token.Pipe ? [] : parseParameters(parser, Token.Pipe);
  expect(parser, Token.Pipe);
  const returnType = parseReturnType(parser);
  expect(parser, Token.LBrace);
  const body = parseBody(parser, offset);
  expect(parser, Token.RBrace);
  return { kind: 'LambdaExpression', offset, length: lastEnd(parser) - offset, parameters, body, returnType };
}
