import {
  DEFAULT,
  PBinary,
  PCallable,
  PFloat,
  type PHash,
  PIterator,
  PObject,
  PRegexp,
  PSemVer,
  PSemVerRange,
  PSensitive,
  PTimespan,
  PTimestamp,
  PUri,
  type Value,
} from '../values/value.ts';
import { exactly } from '../values/version-interval.ts';
import { anyType, defaultType, undefType } from './any.ts';
import { binaryType } from './binary-type.ts';
import { asReference } from './catalog-types.ts';
import { emptyArrayType, emptyHashType, PArrayType, PHashType } from './collection.ts';
import { commonType } from './common-type.ts';
import { PIteratorType } from './iterable.ts';
import { exactSize, PFloatType, PIntegerType } from './numeric.ts';
import { instanceType } from './object-type.ts';
import { falseType, trueType } from './scalar.ts';
import { PSemVerType, semVerRangeType, semVerType } from './semver-types.ts';
import { PRegexpType, PStringType } from './string.ts';
import { PStructType, StructElement } from './struct.ts';
import { PTimespanType, PTimestampType } from './time-types.ts';
import { PTupleType } from './tuple.ts';
import { PType } from './type.ts';
import { uriTypeOf } from './uri-type.ts';
import { makeVariant } from './variant.ts';
import { PSensitiveType, PTypeType } from './wrappers.ts';

/** The type of a value; the elements of collections are reduced to one common type. */
export function inferType(value: Value): PType {
  if (Array.isArray(value)) return inferArray(value);
  if (value instanceof Map) return inferHash(value);
  return inferOne(value);
}

/** The most detailed type of a value: a Tuple for an array, a Struct for a hash with string keys. */
export function inferSet(value: Value): PType {
  if (Array.isArray(value)) return value.length === 0 ? emptyArrayType : new PTupleType(value.map(inferSet));
  if (value instanceof Map) return inferSetOfHash(value);
  if (value instanceof PSemVer)
    return new PSemVerType([new PSemVerRange(`${value} - ${value}`, [exactly(value)])]);
  return inferOne(value);
}

function inferOne(value: Exclude<Value, Value[] | PHash>): PType {
  if (value === null) return undefType;
  switch (typeof value) {
    case 'string':
      return new PStringType(value);
    case 'boolean':
      return value ? trueType : falseType;
    case 'number':
    case 'bigint':
      return new PIntegerType(value, value);
  }
  return inferObject(value);
}

function inferObject(
  value: Exclude<Value, Value[] | PHash | null | string | boolean | number | bigint>,
): PType {
  if (value instanceof PType) return new PTypeType(asReference(value));
  if (value instanceof PFloat) return new PFloatType(value.value, value.value);
  if (value instanceof PObject) return instanceType(value);
  if (value instanceof PSensitive) return new PSensitiveType(inferType(value.value));
  if (value instanceof PRegexp) return new PRegexpType(value);
  if (value instanceof PCallable) return value.type;
  if (value instanceof PIterator) return new PIteratorType(value.elementType);
  if (value instanceof PTimespan) return new PTimespanType(value, value);
  if (value instanceof PTimestamp) return new PTimestampType(value, value);
  if (value instanceof PSemVer) return semVerType;
  if (value instanceof PSemVerRange) return semVerRangeType;
  if (value instanceof PBinary) return binaryType;
  if (value instanceof PUri) return uriTypeOf(value);
  return value === DEFAULT ? defaultType : anyType;
}

function inferArray(values: readonly Value[]): PType {
  if (values.length === 0) return emptyArrayType;
  return new PArrayType(reduceTypes(values), exactSize(values.length));
}

function inferHash(hash: PHash): PType {
  if (hash.size === 0) return emptyHashType;
  return new PHashType(reduceTypes(hash.keys()), reduceTypes(hash.values()), exactSize(hash.size));
}

function reduceTypes(values: Iterable<Value>): PType | null {
  let common: PType | null = null;
  for (const value of values) {
    const type = inferType(value);
    common = common === null ? type : commonType(common, type);
  }
  return common;
}

function inferSetOfHash(hash: PHash): PType {
  if (hash.size === 0) return emptyHashType;
  const keys = [...hash.keys()];
  if (keys.every((key) => typeof key === 'string' && key !== '')) {
    return new PStructType([...hash].map(([key, value]) => member(key as string, value)));
  }
  const values = [...hash.values()];
  return new PHashType(
    makeVariant(keys.map(inferSet)),
    makeVariant(values.map(inferSet)),
    exactSize(hash.size),
  );
}

function member(key: string, value: Value): StructElement {
  return new StructElement(new PStringType(key), inferSet(value));
}
