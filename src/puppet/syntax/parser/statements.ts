import type { AssignmentExpression, BlockExpression, Expression, RelationshipExpression } from '../ast.ts';
import { Token } from '../lexer/tokens.ts';
import { parseResource } from './resources.ts';
import { accept, endOf, enter, expect, lateError, type Parser } from './state.ts';

/** The functions that may be called as statements, without parentheses. */
const STATEMENT_CALLS: ReadonlySet<string> = new Set([
  'require',
  'realize',
  'include',
  'contain',
  'tag',
  'debug',
  'info',
  'notice',
  'warning',
  'err',
  'fail',
  'import',
  'break',
  'next',
  'return',
]);

/** Several expressions with commas between them: the arguments of a statement call, if one comes before. */
interface ArgumentList {
  kind: 'ArgumentList';
  values: Expression[];
  firstComma: number;
}

/** Statements up to a token that starts none; at least one. Statement calls are made of names and what follows them. */
export function parseStatements(parser: Parser): Expression[] {
  const statements = [parseStatement(parser)];
  while (startsStatement(parser.kinds[parser.at]!)) {
    accept(parser, Token.Semic);
    statements.push(parseStatement(parser));
  }
  return transformCalls(parser, statements);
}

/** The statements of a body as a block, or null when there are none before the closing brace. */
export function parseBody(parser: Parser, offset: number): BlockExpression | null {
  if (parser.kinds[parser.at] === Token.RBrace) return null;
  return { kind: 'BlockExpression', offset, length: 0, statements: parseStatements(parser) };
}

/** Statements in braces: the only one, a block placed at the brace, or null. */
export function parseBlock(parser: Parser): Expression | null {
  const offset = expect(parser, Token.LBrace);
  if (accept(parser, Token.RBrace)) return null;
  const statements = parseStatements(parser);
  const end = expect(parser, Token.RBrace) + 1;
  if (statements.length === 1) return statements[0]!;
  return { kind: 'BlockExpression', offset, length: end - offset, statements };
}

/** A block of several expressions, or the only one. */
export function blockOrExpression(statements: Expression[]): Expression {
  const first = statements[0]!;
  if (statements.length === 1) return first;
  const { offset } = first;
  return { kind: 'BlockExpression', offset, length: endOf(statements.at(-1)!) - offset, statements };
}

/** An `assignment` of the grammar: also a relationship, a resource or any expression. */
export function parseAssignment(parser: Parser): Expression {
  const left = parseRelationship(parser);
  switch (parser.kinds[parser.at]) {
    case Token.Equals:
    case Token.Appends:
    case Token.Deletes:
      return parseAssigned(parser, left);
    default:
      return left;
  }
}

function parseAssigned(parser: Parser, leftExpr: Expression): AssignmentExpression {
  enter(parser);
  const offset = parser.starts[parser.at]!;
  const operator = parser.values[parser.at++]! as AssignmentExpression['operator'];
  const rightExpr = parseAssignment(parser);
  parser.depth--;
  parser.plain = false;
  return { kind: 'AssignmentExpression', offset, length: operator.length, operator, leftExpr, rightExpr };
}

function parseRelationship(parser: Parser): Expression {
  const depth = parser.depth;
  let left = parseResource(parser);
  for (let links = 1; isEdge(parser.kinds[parser.at]!); links++) {
    const offset = parser.starts[parser.at]!;
    const operator = parser.values[parser.at++]! as RelationshipExpression['operator'];
    const rightExpr = parseResource(parser);
    left = { kind: 'RelationshipExpression', offset, length: 2, operator, leftExpr: left, rightExpr };
    parser.plain = false;
    if (links % 8 === 0) enter(parser);
  }
  parser.depth = depth;
  return left;
}

function isEdge(kind: Token): boolean {
  return (
    kind === Token.InEdge || kind === Token.InEdgeSub || kind === Token.OutEdge || kind === Token.OutEdgeSub
  );
}

function parseStatement(parser: Parser): Expression | ArgumentList {
  const first = parseAssignment(parser);
  if (parser.kinds[parser.at] !== Token.Comma) return first;
  const firstComma = parser.starts[parser.at]!;
  const values = [first];
  while (accept(parser, Token.Comma)) values.push(parseAssignment(parser));
  return { kind: 'ArgumentList', values, firstComma };
}

/** What cannot go on after a statement, but starts another; a semicolon goes between two. */
function startsStatement(kind: Token): boolean {
  switch (kind) {
    case Token.Semic:
    case Token.Variable:
    case Token.String:
    case Token.Word:
    case Token.Name:
    case Token.ClassRef:
    case Token.DqPre:
    case Token.Number:
    case Token.Boolean:
    case Token.Undef:
    case Token.Default:
    case Token.Regex:
    case Token.Heredoc:
    case Token.LBrack:
    case Token.ListStart:
    case Token.LBrace:
    case Token.LParen:
    case Token.WsLParen:
    case Token.Attr:
    case Token.Private:
    case Token.If:
    case Token.Unless:
    case Token.Case:
    case Token.Class:
    case Token.Define:
    case Token.Node:
    case Token.Function:
    case Token.Type:
    case Token.RenderString:
    case Token.RenderExpr:
    case Token.At:
    case Token.AtAt:
    case Token.Not:
    case Token.Minus:
    case Token.Times:
      return true;
    default:
      return false;
  }
}

/** Makes calls of names of statement functions and the expressions after them. */
export function transformCalls(parser: Parser, statements: (Expression | ArgumentList)[]): Expression[] {
  const out: Expression[] = [];
  for (const statement of statements) {
    const name = out.at(-1);
    const isList = statement.kind === 'ArgumentList';
    if (name?.kind === 'QualifiedName' && STATEMENT_CALLS.has(name.value)) {
      out[out.length - 1] = statementCall(name, isList ? statement.values : [statement]);
    } else if (isList) throw illegalList(parser, name, statement);
    else {
      if (statement.kind === 'CallNamedFunctionExpression') statement.rvalRequired = false;
      out.push(statement);
    }
  }
  return out;
}

function statementCall(functorExpr: Expression, list: Expression[]): Expression {
  const { offset } = functorExpr;
  const length = endOf(list.at(-1)!) - offset;
  return {
    kind: 'CallNamedFunctionExpression',
    offset,
    length,
    functorExpr,
    arguments: list,
    lambda: null,
    rvalRequired: false,
  };
}

function illegalList(parser: Parser, name: Expression | undefined, list: ArgumentList): Error {
  const message =
    name?.kind === 'QualifiedName'
      ? `attempt to pass argument list to the function '${name.value}' which cannot be called without parentheses`
      : 'illegal comma separated argument list';
  return lateError(parser, list.firstComma, message);
}
