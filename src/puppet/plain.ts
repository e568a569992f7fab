import { normalizeInteger } from './values/integer.ts';
import { makeHash } from './values/keys.ts';
import { PFloat, type Value } from './values/value.ts';

/** A value of JSON or YAML as a value of Puppet. */
export function toValue(value: unknown): Value {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isInteger(value) ? normalizeInteger(value) : new PFloat(value);
  if (typeof value === 'bigint') return normalizeInteger(value);
  if (Array.isArray(value)) return value.map(toValue);
  if (value instanceof Map)
    return makeHash([...value].map(([key, item]) => [toValue(key), toValue(item)] as const));
  if (typeof value === 'object')
    return makeHash(Object.entries(value).map(([key, item]) => [key, toValue(item)] as const));
  return value as Value;
}
