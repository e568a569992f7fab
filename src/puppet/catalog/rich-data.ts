import { initHashOf, PType, toText } from '../types/index.ts';
import {
  PBinary,
  PDefault,
  PFloat,
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
import { type TypeData, typeData } from './type-data.ts';

/** A value as plain data (strings, numbers, booleans, null, arrays, hashes with string keys), rich ones as `{"__ptype": ...}`. */
export function richData(value: Value): Value {
  if (typeof value !== 'object' || value === null || value instanceof PFloat) return value;
  if (Array.isArray(value)) return value.map(richData);
  if (value instanceof Map) return hashData(value);
  if (value instanceof PSensitive) return tagged('Sensitive', [['__pvalue', richData(value.value)]]);
  if (value instanceof PDefault) return tagged('Default', []);
  if (value instanceof PType) return typeHash(typeData(value));
  if (value instanceof PObject) {
    const attributes = [...initHashOf(value)].map(([name, item]) => [name, richData(item)] as const);
    return tagged(value.type.toString(), attributes);
  }
  return tagged(scalarName(value), [['__pvalue', scalarText(value)]]);
}

function tagged(name: string, entries: Iterable<readonly [Value, Value]>): Value {
  return new Map<Value, Value>([['__ptype', name], ...entries]);
}

function hashData(hash: Map<Value, Value>): Value {
  const keys = [...hash.keys()];
  if (keys.every((key) => typeof key === 'string' && key !== '__ptype')) {
    return new Map([...hash].map(([key, item]) => [key, richData(item)]));
  }
  const pairs = [...hash].flatMap(([key, item]) => [richData(key), richData(item)]);
  return tagged('Hash', [['__pvalue', pairs]]);
}

function typeHash({ name, attributes }: TypeData): Value {
  return tagged(
    name,
    attributes.map(([key, item]) => [key, isList(item) ? item.map(attributeData) : attributeData(item)] as const),
  );
}

type Attribute = TypeData['attributes'][number][1];

function isList(item: Attribute): item is readonly (Value | TypeData)[] {
  return Array.isArray(item);
}

function attributeData(item: Value | TypeData): Value {
  return isTypeData(item) ? typeHash(item) : richData(item);
}

function isTypeData(item: Value | TypeData): item is TypeData {
  return typeof item === 'object' && item !== null && 'attributes' in item && !(item instanceof PObject);
}

function scalarName(value: object): string {
  if (value instanceof PRegexp) return 'Regexp';
  if (value instanceof PSemVer) return 'SemVer';
  if (value instanceof PSemVerRange) return 'SemVerRange';
  if (value instanceof PTimestamp) return 'Timestamp';
  if (value instanceof PTimespan) return 'Timespan';
  if (value instanceof PUri) return 'URI';
  return value instanceof PBinary ? 'Binary' : 'Runtime';
}

function scalarText(value: Value): string {
  return value instanceof PRegexp ? value.source : toText(value);
}

/** The same without rich data, as Puppet 7 does by default: rich values become text. */
export function stringData(value: Value): Value {
  if (typeof value !== 'object' || value === null || value instanceof PFloat) return value;
  if (Array.isArray(value)) return value.map(stringData);
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]) => [toText(key), stringData(item)]));
  }
  return toText(value);
}
