import { PuppetError } from '../error.ts';
import { isInteger } from '../values/integer.ts';
import { DEFAULT, PFloat, type Value } from '../values/value.ts';
import {
  type Access,
  arity,
  assertKeys,
  badSpecialization,
  type Kind,
  keyTypeName,
  notAType,
  regexpKind,
  sizeFrom,
  stringKind,
  typeKind,
  uppercaseLabel,
} from './access-support.ts';
import { PAnyType } from './any.ts';
import { PArrayType, PCollectionType, PHashType } from './collection.ts';
import { extendObject } from './extend-object.ts';
import {
  isRangeParameter,
  makeCallableType,
  makeFloatRange,
  makeObjectType,
  makeRange,
  makeRegexpType,
  makeRuntimeType,
  makeTupleType,
} from './factory.ts';
import { PInitType } from './init-type.ts';
import { PIntegerType } from './numeric.ts';
import type { PObjectType } from './object-type.ts';
import { rubyClassName } from './ruby-class.ts';
import { PEnumType, PStringType } from './string.ts';
import { PType } from './type.ts';
import type { PTypeReferenceType } from './type-reference.ts';
import { makeTypeSet } from './type-set.ts';
import { makeUriType } from './uri-type.ts';
import { PNotUndefType, POptionalType } from './wrappers.ts';

/** `Array[...]`. */
export const accessArray: Access = (_type, keys, fail) => {
  const [first] = keys;
  if (keys.length < 1 || keys.length > 3) return arity('Array-Type', 1, 3, keys.length, fail);
  if (first instanceof PType)
    return new PArrayType(first, keys.length === 1 ? null : sizeFrom(1, keys.slice(1), fail));
  if (keys.length === 2) return new PArrayType(null, sizeFrom(0, keys, fail));
  return notAType('Array-Type', first!, 0, fail);
};

/** `Hash[...]`. */
export const accessHash: Access = (_type, keys, fail) => {
  const [key, value, third, fourth] = keys;
  if (keys.length === 2 && isInteger(key) && isInteger(value))
    return new PHashType(null, null, makeRange(key, value));
  for (const [index, given] of keys.slice(0, 2).entries()) {
    if (!(given instanceof PType)) notAType('Hash-Type', given, index, fail);
  }
  if (keys.length < 2 || keys.length > 4) return arity('Hash-Type', 2, 4, keys.length, fail);
  const size =
    keys.length === 2 ? null : keys.length === 4 ? sizeFrom(2, [third!, fourth!], fail) : hashSize(third!);
  return new PHashType(key as PType, value as PType, size);
};

function hashSize(size: Value): PIntegerType {
  if (size instanceof PIntegerType) return size;
  if (isInteger(size) || size === DEFAULT || size === null) return makeRange(size, DEFAULT);
  throw new PuppetError(`comparison of ${rubyClassName(size)} with Infinity failed`);
}

/** `Integer[...]`. */
export const accessInteger: Access = (_type, keys, fail) => {
  if (keys.length < 1 || keys.length > 2) {
    fail(`Integer-Type supports [] with one or two arguments (from, to). Got ${keys.length}`);
  }
  for (const [index, key] of keys.entries()) {
    if (isInteger(key) || key === DEFAULT) continue;
    fail(
      `Integer-Type [] requires all arguments to be integers (or default). Got ${rubyClassName(key)}`,
      index,
    );
  }
  return makeRange(keys[0]!, keys[1] ?? DEFAULT);
};

/** `Float[...]`. */
export const accessFloat: Access = (_type, keys, fail) => {
  if (keys.length < 1 || keys.length > 2) {
    fail(`Float-Type supports [] with one or two arguments (from, to). Got ${keys.length}`);
  }
  for (const [index, key] of keys.entries()) {
    if (isInteger(key) || key instanceof PFloat || key === DEFAULT) continue;
    fail(
      `Float-Type [] requires all arguments to be floats, or integers (or default). Got ${rubyClassName(key)}`,
      index,
    );
  }
  return makeFloatRange(keys[0]!, keys[1] ?? DEFAULT);
};

/** `String[...]`. */
export const accessString: Access = (_type, keys, fail) => {
  if (keys.length < 1 || keys.length > 2)
    fail(`String supports [] with one or two arguments. Got ${keys.length}`);
  return new PStringType(sizeFrom(0, keys, fail));
};

/** `Enum[...]`. */
export const accessEnum: Access = (type, keys, fail) => {
  const last = keys[keys.length - 1];
  const values = typeof last === 'boolean' ? keys.slice(0, -1) : keys;
  assertKeys(type, values, 1, Infinity, [stringKind], fail);
  return new PEnumType(values as string[], last === true);
};

/** `Tuple[...]`. */
export const accessTuple: Access = (type, keys, fail) => {
  const last = keys.length - 1;
  const ranged = isRangeParameter(keys[last]) ? (isRangeParameter(keys[last - 1]) ? 2 : 1) : 0;
  assertKeys(type, keys.slice(0, keys.length - ranged), 1, Infinity, [typeKind], fail);
  return makeTupleType(keys);
};

/** `Callable[...]`. */
export const accessCallable: Access = (type, keys, fail) => {
  if (Array.isArray(keys[0])) {
    if (keys.length !== 2) arity(uppercaseLabel(type), 2, 2, keys.length, fail);
    if (!(keys[1] instanceof PType)) {
      badSpecialization(type, 1, `Cannot use ${keyTypeName(keys[1]!)} where Any-Type is expected`, fail);
    }
  }
  return makeCallableType(keys);
};

/** `Optional[...]`. */
export const accessOptional: Access = (_type, keys, fail) => {
  const [key] = keys;
  if (keys.length !== 1) return arity('Optional-Type', 1, null, keys.length, fail);
  if (typeof key === 'string') return new POptionalType(new PStringType(key));
  return key instanceof PType ? new POptionalType(key) : notAType('Optional-Type', key!, 0, fail);
};

/** `NotUndef[...]`. */
export const accessNotUndef: Access = (_type, keys, fail) => {
  const [key] = keys;
  if (keys.length > 1) return arity('NotUndef-Type', 0, 1, keys.length, fail);
  if (key === undefined) return new PNotUndefType();
  if (typeof key === 'string') return new PNotUndefType(new PStringType(key));
  if (key instanceof PType) return new PNotUndefType(key instanceof PAnyType ? null : key);
  return fail(`NotUndef-Type[] argument must be a Type or a String. Got ${rubyClassName(key)}`, 0);
};

/** Types that take exactly one type. */
export function accessWrapper(label: string, wrap: (type: PType) => PType): Access {
  return (_type, keys, fail) => {
    const [key] = keys;
    if (keys.length !== 1) return arity(label, 1, null, keys.length, fail);
    return key instanceof PType ? wrap(key) : notAType(label, key!, 0, fail);
  };
}

/** `Init[...]`. */
export const accessInit: Access = (_type, keys, fail) => {
  const [type, ...args] = keys;
  return type instanceof PType ? new PInitType(type, args) : notAType('Init-Type', type ?? null, 0, fail);
};

/** `URI[...]`. */
export const accessUri: Access = (_type, keys, fail) => {
  const [key] = keys;
  if (keys.length !== 1) return arity('URI-Type', 1, null, keys.length, fail);
  if (typeof key === 'string' || key instanceof Map) return makeUriType(key);
  return notAType('URI-Type', key!, 0, fail);
};

/** `Object[...]`. */
export const accessObject: Access = (type, keys, fail) => {
  const object = type as PObjectType;
  if (object.givenName !== null) return extendObject(object, keys);
  return keys.length === 1 ? makeObjectType(keys[0]!) : arity('Object-Type', 1, null, keys.length, fail);
};

/** Timestamp and Timespan. */
export function accessTimes(make: (keys: readonly Value[]) => PType): Access {
  return (type, keys, fail) =>
    keys.length > 2 ? arity(uppercaseLabel(type), 0, 2, keys.length, fail) : make(keys);
}

/** Types that take any number of keys of some kinds. */
export function accessChecked(kinds: readonly Kind[], max: number, make: (keys: Value[]) => PType): Access {
  return (type, keys, fail) => {
    assertKeys(type, keys, 1, max, kinds, fail);
    return make(keys);
  };
}

/** `Regexp[...]`. */
export const accessRegexp: Access = (type, keys, fail) => {
  if (keys.length !== 1)
    arity(uppercaseLabel(type), 1, null, keys.length, fail, keys.length === 0 ? 'whole' : 1);
  assertKeys(type, keys, 1, 1, [stringKind, regexpKind], fail);
  return makeRegexpType(keys[0]!);
};

/** `Runtime[...]`. */
export const accessRuntime: Access = (type, keys, fail) => {
  // Puppet names the kinds of both keys.
  assertKeys(type, keys, 2, 2, [stringKind, stringKind], fail);
  return makeRuntimeType(keys);
};

/** `Collection[...]`. */
export const accessCollection: Access = (_type, keys, fail) =>
  keys.length < 1 || keys.length > 2
    ? arity('Collection-Type', 1, 2, keys.length, fail)
    : new PCollectionType(sizeFrom(0, keys, fail));

/** `TypeSet[...]`. */
export const accessTypeSet: Access = (_type, keys, fail) =>
  keys.length === 1 ? makeTypeSet(keys[0]!) : arity('TypeSet-Type', 1, null, keys.length, fail);

/** `TypeReference[...]`. */
export const accessReference: Access = (type, _keys, fail) =>
  fail(`Resource type not found: ${(type as PTypeReferenceType).text ?? 'UnresolvedReference'}`);
