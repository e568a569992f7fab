import type {
  Expression,
  LiteralHash,
  QualifiedReference,
  TypeAlias,
  TypeDefinition,
  TypeMapping,
} from '../ast.ts';
import { Token } from '../lexer/tokens.ts';
import { parseAccess, parseArray, parseHash } from './collections.ts';
import { define } from './definitions.ts';
import { parseParameterType } from './parameters.ts';
import { parseReference } from './primary.ts';
import { accept, expect, lastEnd, type Parser, syntaxError } from './state.ts';
import { parseBody } from './statements.ts';

/**
 * `type Name = ...`, `type Runtime[...] = ...` or `type Name {}`. Aliases and mappings are placed at their name, as
 * is, oddly, the access to the right.
 */
export function parseTypeStatement(parser: Parser): TypeAlias | TypeMapping | TypeDefinition {
  const offset = expect(parser, Token.Type);
  const next = parser.kinds[parser.at + 1];
  const isName = parser.kinds[parser.at] === Token.ClassRef;
  if (isName && (next === Token.LBrace || next === Token.Inherits))
    return parseTypeDefinition(parser, offset);
  const left = parseParameterType(parser);
  expect(parser, Token.Equals);
  const right = parseAliased(parser);
  const place = { offset: left.offset, length: lastEnd(parser) - left.offset };
  if (left.kind !== 'QualifiedReference') {
    return define(parser, { kind: 'TypeMapping', ...place, typeExpr: left, mappingExpr: right });
  }
  const typeExpr = right.kind === 'LiteralHash' ? objectType(right) : right;
  placeAt(typeExpr, left.offset);
  return define(parser, { kind: 'TypeAlias', ...place, name: left.casedValue, typeExpr });
}

function parseTypeDefinition(parser: Parser, offset: number): TypeDefinition {
  const name = parser.values[parser.at++]!;
  const parent = accept(parser, Token.Inherits) ? parseReference(parser).casedValue : null;
  expect(parser, Token.LBrace);
  const body = parseBody(parser, offset);
  expect(parser, Token.RBrace);
  return define(parser, {
    kind: 'TypeDefinition',
    offset,
    length: lastEnd(parser) - offset,
    name,
    parent,
    body,
  });
}

function parseAliased(parser: Parser): Expression {
  switch (parser.kinds[parser.at]) {
    case Token.LBrace:
      return parseHash(parser);
    case Token.LBrack:
    case Token.ListStart:
      return parseArray(parser);
    case Token.ClassRef: {
      const type = parseReference(parser);
      if (parser.kinds[parser.at] === Token.LBrace) return derivedType(type, parseHash(parser));
      return parser.kinds[parser.at] === Token.LBrack ? parseAccess(parser, type) : type;
    }
    default:
      throw syntaxError(parser);
  }
}

/** `Parent { ... }` stands for `Object[{ ..., parent => Parent }]`, but for Object and TypeSet, which take the hash. */
function derivedType(parent: QualifiedReference, hash: LiteralHash): Expression {
  const { offset } = hash;
  if (parent.casedValue === 'Object' || parent.casedValue === 'TypeSet') {
    return { kind: 'AccessExpression', offset: parent.offset, length: 0, leftExpr: parent, keys: [hash] };
  }
  const key: Expression = { kind: 'QualifiedName', offset, length: 0, value: 'parent' };
  hash.entries.push({ kind: 'KeyedEntry', offset, length: 0, key, value: parent });
  return objectType(hash);
}

function objectType(hash: LiteralHash): Expression {
  const { offset } = hash;
  const leftExpr: Expression = {
    kind: 'QualifiedReference',
    offset,
    length: 0,
    casedValue: 'Object',
    value: 'object',
  };
  return { kind: 'AccessExpression', offset, length: 0, leftExpr, keys: [hash] };
}

/** What was made for an alias is placed at its name. */
function placeAt(type: Expression, offset: number): void {
  if (type.kind !== 'AccessExpression') return;
  type.offset = offset;
  if (type.leftExpr.length === 0) type.leftExpr.offset = offset;
}
