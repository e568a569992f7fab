import { normalizeInteger } from './values/integer.ts';
import { makeHash } from './values/keys.ts';
import { PFloat, type Value } from './values/value.ts';

/** A value of JSON or YAML as a value of Puppet; `number` tells what a number is, where a whole one may be a float. */
export function toValue(value: unknown, number: (value: number) => Value = wholeOrFloat): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return number(value);
  if (typeof value === 'bigint') return normalizeInteger(value);
  if (Array.isArray(value)) return value.map((item) => toValue(item, number));
  if (value instanceof Map) return hashOf([...value], number);
  if (typeof value === 'object') return hashOf(Object.entries(value), number);
  return value as Value;
}

function hashOf(entries: readonly (readonly [unknown, unknown])[], number: (value: number) => Value): Value {
  return makeHash(entries.map(([key, item]) => [toValue(key, number), toValue(item, number)] as const));
}

function wholeOrFloat(value: number): Value {
  return Number.isInteger(value) ? normalizeInteger(value) : new PFloat(value);
}
