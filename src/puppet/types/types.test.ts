import { expect, test } from 'vitest';
import { parseManifest } from '../syntax/index.ts';
import { makeHash, PFloat, type PObject, type Value } from '../values/index.ts';
import {
  callSignature,
  defineType,
  describeCallMismatch,
  describeMismatch,
  inferSet,
  inferType,
  newValue,
  objectMember,
  type PObjectType,
  type PStructType,
  type PType,
  type PTypeSetType,
  parseSignature,
  parseType,
  resolveType,
  type TypeLoader,
  validateParameters,
} from './index.ts';

/** A loader of the type definitions in a manifest. */
function definitions(text: string): TypeLoader {
  const types = new Map<string, PType>();
  const loader: TypeLoader = { loadType: (name) => types.get(name) };
  for (const definition of parseManifest(text).program.definitions) {
    if (definition.kind !== 'TypeAlias') throw new Error('only aliases');
    types.set(definition.name.toLowerCase(), defineType(definition.name, definition.typeExpr, loader, text));
  }
  return loader;
}

test('types are parsed and written back', () => {
  const texts = [
    "Struct[{'a' => Integer, Optional['b'] => String}]",
    "Callable[[Integer, 1, 2], Enum['x', 'y']]",
  ];
  for (const text of texts) expect(parseType(text).toString()).toBe(text);
});

test('values are inferred', () => {
  expect(String(inferType([1, 'a']))).toBe('Array[ScalarData, 2, 2]');
  expect(String(inferSet([1, makeHash([['k', new PFloat(1)]])]))).toBe(
    "Tuple[Integer[1, 1], Struct[{'k' => Float[1.0, 1.0]}]]",
  );
});

test('a recursive alias describes nested values, and ends', () => {
  const loader = definitions('type Tree = Variant[Integer, Array[Tree]]');
  const tree = parseType('Tree', loader);
  expect(tree.isInstance([1, [2, [3]]])).toBe(true);
  expect(tree.isInstance([1, ['x']])).toBe(false);
  expect(tree.isAssignable(tree)).toBe(true);
  expect(parseType('Data').isAssignable(tree)).toBe(true);
  expect(String(tree)).toBe('Tree = Variant[Integer, Array[Tree]]');
});

test('an alias of nothing but aliases is refused', () => {
  const loader = definitions('type A = B\ntype B = A');
  expect(() => parseType('A', loader)).toThrow('cannot be resolved to a real type');
});

test('an Object type has attributes, inherits, and makes instances', () => {
  const loader = definitions(`
    type Base = Object[{ attributes => { a => Integer } }]
    type Child = Object[{ parent => Base, attributes => { b => { type => String, value => 'd' } }, constants => { c => 3 } }]`);
  const child = parseType('Child', loader) as PObjectType;
  const made = newValue(child, [1]) as PObject;
  expect(['a', 'b', 'c'].map((name) => objectMember(made, name))).toEqual([1, 'd', 3]);
  expect(parseType('Base', loader).isInstance(made)).toBe(true);
  expect(() => newValue(child, ['x'])).toThrow("parameter 'a' expects an Integer value, got String");
});

test('a TypeSet has members', () => {
  const loader = definitions(`type Set = TypeSet[{ pcore_version => '1.0.0', version => '1.2.3',
    types => { Small => Integer[0, 9], Pair => Tuple[Small, Small] } }]`);
  const set = resolveType(loader.loadType('set')!) as PTypeSetType;
  expect(set.member('pair')!.isInstance([1, 2])).toBe(true);
  expect(set.member('Pair')!.isInstance([1, 20])).toBe(false);
  expect(set.version?.toString()).toBe('1.2.3');
});

test('mismatches are worded as Puppet does', () => {
  const describe = (type: string, value: Value): string =>
    describeMismatch('x', parseType(type), inferSet(value));
  expect(describe('Integer', 'a')).toBe('x expects an Integer value, got String');
  expect(describe('Integer[1, 5]', 7)).toBe('x expects an Integer[1, 5] value, got Integer[7, 7]');
  expect(describe('Optional[Enum[a, b]]', 'c')).toBe(
    "x expects an undef value or a match for Enum['a', 'b'], got 'c'",
  );
  expect(describe('Variant[Integer, Boolean]', 'c')).toBe(
    'x expects a value of type Integer or Boolean, got String',
  );
  expect(describe('Array[Integer, 2]', [1])).toBe('x expects size to be at least 2, got 1');
});

test('parameters are checked together', () => {
  const struct = parseType('Struct[{a => Integer, Optional[b] => String}]') as PStructType;
  const given = makeHash([
    ['b', 1],
    ['c', 2],
  ]);
  expect(() => validateParameters('Class[Foo]', struct, given)).toThrow(
    "Class[Foo]:\n  has no parameter named 'c'\n  expects a value for parameter 'a'\n  parameter 'b' expects a String value, got Integer",
  );
});

test('calls choose the first signature that fits, or are explained', () => {
  const signatures = [parseSignature('Integer count, ?String unit'), parseSignature('*Numeric values')];
  expect(callSignature(signatures, [1, 'm'])).toBe(0);
  expect(callSignature(signatures, [1, new PFloat(2), 3])).toBe(1);
  expect(callSignature(signatures, ['x'])).toBe(-1);
  expect(describeCallMismatch('f', [signatures[0]!], ['x'])).toBe(
    "'f' parameter 'count' expects an Integer value, got String",
  );
});
