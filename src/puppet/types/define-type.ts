import { PuppetError } from '../error.ts';
import type { AccessExpression, Expression, LiteralHash, ResourceDefaultsExpression } from '../syntax/ast.ts';
import { makeHash } from '../values/keys.ts';
import type { PHash, Value } from '../values/value.ts';
import { PTypeAliasType } from './alias-type.ts';
import { findType, type TypeLoader } from './loader.ts';
import { PObjectType } from './object-type.ts';
import { hashFromAst, interpretAny, typeFromAst } from './parse-type.ts';
import type { PType } from './type.ts';
import { PTypeSetType } from './type-set.ts';

/**
 * The type that `type Name = expression` defines: an Object type, a TypeSet or an alias, unresolved (`resolveType`
 * resolves it when it is first used). `text` is the source that messages quote.
 */
export function defineType(name: string, expression: Expression, loader?: TypeLoader, text?: string): PType {
  if (expression.kind === 'LiteralHash') return defineObject(name, expression, loader, text);
  const kind = definitionKind(expression);
  const [parameter] = kind === null ? [] : (expression as AccessExpression).keys;
  if (parameter?.kind === 'LiteralHash') {
    if (kind === 'Object') return defineObject(name, parameter, loader, text);
    if (kind === 'TypeSet') return defineTypeSet(name, parameter, loader, text);
  }
  return new PTypeAliasType(name, () => typeFromAst(expression, loader, text));
}

function definitionKind(expression: Expression): string | null {
  if (expression.kind !== 'AccessExpression' || expression.leftExpr.kind !== 'QualifiedReference')
    return null;
  return expression.leftExpr.casedValue;
}

function defineObject(name: string, hash: LiteralHash, loader?: TypeLoader, text?: string): PType {
  return new PObjectType(name, () => hashFromAst(hash, loader, text));
}

function defineTypeSet(name: string, hash: LiteralHash, loader?: TypeLoader, text?: string): PType {
  const set: PTypeSetType = new PTypeSetType(name, () => readTypeSet(name, hash, set, loader, text), loader);
  return set;
}

function readTypeSet(
  name: string,
  hash: LiteralHash,
  set: PTypeSetType,
  loader?: TypeLoader,
  text?: string,
): PHash {
  const members = new Map<string, PType>();
  const inner: TypeLoader = {
    loadType: (wanted) => members.get(wanted) ?? set.member(wanted) ?? (loader && findType(wanted, loader)),
  };
  const result = hash.entries.map(({ key: keyExpr, value }): [Value, Value] => {
    const key = interpretAny(keyExpr, { loader, text });
    if (key === 'types' && value.kind === 'LiteralHash')
      return [key, defineMembers(name, value, members, inner, text)];
    if (key === 'references' && value.kind === 'LiteralHash') return [key, readNames(value, inner, text)];
    return [key, interpretAny(value, { loader, text })];
  });
  return makeHash(ordered(makeHash(result), name));
}

function* ordered(given: PHash, name: string): Iterable<[Value, Value]> {
  const known = ['pcore_uri', 'pcore_version', 'name_authority', 'name', 'version', 'types', 'references'];
  for (const key of known) {
    const value = key === 'name' ? name : key === 'name_authority' ? authority(given) : given.get(key);
    if (value !== undefined) yield [key, value];
  }
  for (const [key, value] of given) if (!known.includes(key as string)) yield [key, value];
}

function authority(given: PHash): Value {
  return given.get('name_authority') ?? 'http://puppet.com/2016.1/runtime';
}

function memberName(key: Expression, loader: TypeLoader, text?: string): string {
  return key.kind === 'QualifiedReference' ? key.casedValue : String(interpretAny(key, { loader, text }));
}

function readNames(hash: LiteralHash, loader: TypeLoader, text?: string): PHash {
  return makeHash(
    hash.entries.map(({ key, value }) => [
      memberName(key, loader, text),
      interpretAny(value, { loader, text }),
    ]),
  );
}

function defineMembers(
  set: string,
  hash: LiteralHash,
  members: Map<string, PType>,
  loader: TypeLoader,
  text?: string,
): PHash {
  const named = hash.entries.map(({ key, value }) => {
    const name = memberName(key, loader, text);
    const definition = value.kind === 'ResourceDefaultsExpression' ? inherited(value) : value;
    const type = defineType(`${set}::${name}`, definition, loader, text);
    members.set(name.toLowerCase(), type);
    return [name, type] as const;
  });
  return makeHash(named);
}

/** `Parent { ... }` is short for an Object with that parent. */
function inherited(node: ResourceDefaultsExpression): LiteralHash {
  const { typeRef, offset, length } = node;
  if (typeRef.kind !== 'QualifiedReference') throw new PuppetError('A TypeSet member must be a type');
  const entry = (key: string, value: Expression): LiteralHash['entries'][number] => ({
    kind: 'KeyedEntry',
    offset,
    length,
    key: { kind: 'LiteralString', offset, length, value: key },
    value,
  });
  const isPlain = typeRef.casedValue === 'Object' || typeRef.casedValue === 'TypeSet';
  const operations = node.operations.flatMap((operation) =>
    operation.kind === 'AttributeOperation' ? [entry(operation.attributeName, operation.valueExpr)] : [],
  );
  return {
    kind: 'LiteralHash',
    offset,
    length,
    entries: isPlain ? operations : [entry('parent', typeRef), ...operations],
  };
}
