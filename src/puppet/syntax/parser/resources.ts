import type {
  AnyAttributeOperation,
  CollectExpression,
  ExportedQuery,
  Expression,
  ResourceBody,
  ResourceForm,
  VirtualQuery,
} from '../ast.ts';
import { FIRST_KEYWORD, Token } from '../lexer/tokens.ts';
import { parseExpression } from './expression.ts';
import { accept, enter, expect, lastEnd, lateError, type Parser, parseError, syntaxError } from './state.ts';
import { blockOrExpression, transformCalls } from './statements.ts';

/** A `resource` of the grammar: an expression, and what braces after it make of it. */
export function parseResource(parser: Parser): Expression {
  const depth = parser.depth;
  enter(parser);
  let left = parseResourceStart(parser);
  let plain = parser.plain;
  while (parser.kinds[parser.at] === Token.LBrace) {
    left = parseBraces(parser, left);
    plain = false;
    enter(parser);
  }
  parser.depth = depth;
  parser.plain = plain;
  return left;
}

/** `left <| query |> { overrides }`, at the opening of the query. */
export function parseCollect(parser: Parser, typeExpr: Expression): CollectExpression {
  const query = parseQuery(parser);
  let operations: AnyAttributeOperation[] = [];
  if (accept(parser, Token.LBrace)) {
    operations = parseOperations(parser);
    expect(parser, Token.RBrace);
  }
  const { offset } = typeExpr;
  return { kind: 'CollectExpression', offset, length: lastEnd(parser) - offset, typeExpr, query, operations };
}

function parseQuery(parser: Parser): VirtualQuery | ExportedQuery {
  const exported = parser.kinds[parser.at] === Token.LLCollect;
  const close = exported ? Token.RRCollect : Token.RCollect;
  const offset = parser.starts[parser.at++]!;
  const expr: Expression =
    parser.kinds[parser.at] === close ? { kind: 'Nop', offset, length: 0 } : parseExpression(parser);
  expect(parser, close);
  const length = lastEnd(parser) - offset;
  return { kind: exported ? 'ExportedQuery' : 'VirtualQuery', offset, length, expr };
}

function parseResourceStart(parser: Parser): Expression {
  switch (parser.kinds[parser.at]) {
    case Token.At:
      return parseForm(parser, 'virtual', 'Virtual (@)');
    case Token.AtAt:
      return parseForm(parser, 'exported', 'Exported (@@)');
    case Token.Class:
      if (parser.kinds[parser.at + 1] === Token.LBrace) return parseClassResource(parser);
  }
  const expression = parseExpression(parser);
  parser.plain = true;
  return expression;
}

function parseForm(parser: Parser, form: ResourceForm, shown: string): Expression {
  const offset = parser.starts[parser.at++]!;
  const resource = parseResource(parser);
  parser.plain = false;
  switch (resource.kind) {
    case 'ResourceExpression':
      for (const body of resource.bodies) body.offset = offset;
      return Object.assign(resource, { form, offset });
    case 'ResourceDefaultsExpression':
    case 'ResourceOverrideExpression':
      return Object.assign(resource, { form, offset });
    default:
      throw lateError(parser, offset, `${shown} can only be applied to a Resource Expression`);
  }
}

/** `class { 'a': ... }`. */
function parseClassResource(parser: Parser): Expression {
  const offset = parser.starts[parser.at]!;
  parser.at += 2;
  const typeName: Expression = { kind: 'QualifiedName', offset, length: 0, value: 'class' };
  const bodies = parseBodies(parser, offset);
  accept(parser, Token.Semic);
  expect(parser, Token.RBrace);
  parser.plain = false;
  return {
    kind: 'ResourceExpression',
    offset,
    length: lastEnd(parser) - offset,
    form: 'regular',
    typeName,
    bodies,
  };
}

/** Bodies with their titles, separated by semicolons. */
function parseBodies(parser: Parser, offset: number): ResourceBody[] {
  const bodies: ResourceBody[] = [];
  do bodies.push(parseBodyWithTitle(parser, offset));
  while (accept(parser, Token.Semic) && parser.kinds[parser.at] !== Token.RBrace);
  return bodies;
}

function parseBodyWithTitle(parser: Parser, offset: number): ResourceBody {
  const title = parseExpression(parser);
  expect(parser, Token.Colon);
  return { kind: 'ResourceBody', offset, length: 0, title, operations: parseOperations(parser) };
}

function parseBraces(parser: Parser, left: Expression): Expression {
  const brace = parser.starts[parser.at++]!;
  if (startsOperations(parser)) return parseUntitled(parser, left, brace);
  const kind = parser.kinds[parser.at]!;
  if (kind >= FIRST_KEYWORD && !startsExpression(kind)) {
    parser.at++;
    throw syntaxError(parser);
  }
  const { offset } = left;
  const bodies = parseBodies(parser, offset);
  expect(parser, Token.RBrace);
  const length = lastEnd(parser) - offset;
  return { kind: 'ResourceExpression', offset, length, form: 'regular', typeName: left, bodies };
}

function startsOperations(parser: Parser): boolean {
  const kind = parser.kinds[parser.at]!;
  if (kind === Token.RBrace || kind === Token.Comma) return true;
  const next = parser.kinds[parser.at + 1];
  if (kind === Token.Times) return next === Token.FArrow;
  return isAttributeName(kind) && (next === Token.FArrow || next === Token.PArrow);
}

function isAttributeName(kind: Token): boolean {
  return kind === Token.Name || kind >= FIRST_KEYWORD;
}

function startsExpression(kind: Token): boolean {
  switch (kind) {
    case Token.And:
    case Token.Or:
    case Token.In:
    case Token.Else:
    case Token.Elsif:
    case Token.Inherits:
      return false;
    default:
      return true;
  }
}

/** Braces without a title: resource defaults, an override, or a hash given to a statement call. */
function parseUntitled(parser: Parser, left: Expression, brace: number): Expression {
  const operations = parseOperations(parser);
  expect(parser, Token.RBrace);
  const { offset } = left;
  const length = lastEnd(parser) - offset;
  const form = 'regular';
  switch (left.kind) {
    case 'QualifiedName':
      return parseHashArgument(parser, left, operations, brace);
    case 'QualifiedReference':
      return { kind: 'ResourceDefaultsExpression', offset, length, form, typeRef: left, operations };
    case 'AccessExpression':
      return { kind: 'ResourceOverrideExpression', offset, length, form, resources: left, operations };
    default: {
      const message = 'Expression is not valid as a resource, resource-default, or resource-override';
      throw parseError(parser, offset, message);
    }
  }
}

function parseHashArgument(
  parser: Parser,
  left: Expression,
  operations: AnyAttributeOperation[],
  brace: number,
): Expression {
  const entries = operations.map((operation) => {
    if (operation.kind === 'AttributesOperation' || operation.operator === '+>') {
      throw parseError(parser, brace, 'Syntax error resource body without title or hash with +>');
    }
    const key: Expression = {
      kind: 'LiteralString',
      offset: brace,
      length: 0,
      value: operation.attributeName,
    };
    return { kind: 'KeyedEntry' as const, offset: brace, length: 0, key, value: operation.valueExpr };
  });
  const hash: Expression = { kind: 'LiteralHash', offset: brace, length: lastEnd(parser) - brace, entries };
  const result = blockOrExpression(transformCalls(parser, [left, hash]));
  result.offset = left.offset;
  return result;
}

/** Attribute operations, which may be none, and a comma after the last. */
function parseOperations(parser: Parser): AnyAttributeOperation[] {
  const operations: AnyAttributeOperation[] = [];
  if (isOperationStart(parser)) operations.push(parseOperation(parser));
  while (accept(parser, Token.Comma) && isOperationStart(parser)) operations.push(parseOperation(parser));
  return operations;
}

function isOperationStart(parser: Parser): boolean {
  const kind = parser.kinds[parser.at]!;
  return kind === Token.Times || isAttributeName(kind);
}

function parseOperation(parser: Parser): AnyAttributeOperation {
  const { at } = parser;
  const offset = parser.starts[at]!;
  parser.at++;
  const arrow = parser.kinds[parser.at];
  const isSplat = parser.kinds[at] === Token.Times;
  if (arrow !== Token.FArrow && (isSplat || arrow !== Token.PArrow)) throw syntaxError(parser);
  parser.at++;
  const expr = parseExpression(parser);
  const length = lastEnd(parser) - offset;
  if (isSplat) return { kind: 'AttributesOperation', offset, length, expr };
  const operator = arrow === Token.FArrow ? '=>' : '+>';
  const attributeName = parser.values[at]!;
  return { kind: 'AttributeOperation', offset, length, attributeName, operator, valueExpr: expr };
}
