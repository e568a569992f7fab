import { PuppetError } from '../error.ts';
import { newValue, parseType } from '../types/index.ts';
import { eql } from '../values/equality.ts';
import { hashSet } from '../values/keys.ts';
import { PBinary, PFloat, type PHash, PUri, type Value } from '../values/value.ts';

/** `left + right` of arrays, hashes, URIs and binaries. */
export function concatenate(left: Value, right: Value): Value {
  if (Array.isArray(left)) return left.concat(asArray(right));
  if (left instanceof Map) return merge(left, right);
  if (left instanceof PUri) return joinUri(left, right);
  if (!(right instanceof PBinary)) throw new PuppetError('Can only append Binary to a Binary');
  return new PBinary(Buffer.concat([(left as PBinary).bytes, right.bytes]));
}

function asArray(value: Value): Value[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value].map(([key, item]) => [key, item]);
  return [value];
}

function merge(left: PHash, right: Value): PHash {
  const result: PHash = new Map(left);
  if (right instanceof Map) {
    for (const [key, value] of right) result.set(key, value);
    return result;
  }
  if (!Array.isArray(right)) throw new PuppetError('Can only append Array or Hash to a Hash');
  for (const [key, value] of pairs(right)) hashSet(result, key, value);
  return result;
}

/** `[[k, v], ...]` or `[k, v, ...]`. */
function pairs(items: readonly Value[]): [Value, Value][] {
  if (items.length > 0 && items.every((item) => Array.isArray(item))) {
    return items.map((item) => {
      const [key, value] = item as Value[];
      if ((item as Value[]).length < 1 || (item as Value[]).length > 2) {
        throw new PuppetError(`invalid number of elements (${(item as Value[]).length} for 1..2)`);
      }
      return [key!, value ?? null];
    });
  }
  if (items.length % 2 === 1) throw new PuppetError('odd number of arguments for Hash');
  return Array.from({ length: items.length / 2 }, (_, index) => [items[2 * index]!, items[2 * index + 1]!]);
}

function joinUri(left: PUri, right: Value): Value {
  if (typeof right !== 'string' && !(right instanceof PUri)) {
    throw new PuppetError('An URI can only be merged with an URI or String');
  }
  const joined = new URL(right.toString(), left.text).toString();
  return newValue(parseType('URI'), [joined]);
}

/** `left - right` of arrays and hashes: what is equal (as Ruby compares keys and elements) goes. */
export function without(left: Value, right: Value): Value {
  if (left instanceof Map) {
    const result: PHash = new Map(left);
    const keys = right instanceof Map ? [...right.keys()] : Array.isArray(right) ? right : [right];
    for (const key of keys) for (const own of left.keys()) if (eql(own, key)) result.delete(own);
    return result;
  }
  const unwanted = asArray(right);
  return (left as Value[]).filter((item) => !unwanted.some((other) => rubyEqual(item, other)));
}

/** Ruby's `==`: 1 equals 1.0, strings by case. */
function rubyEqual(left: Value, right: Value): boolean {
  return eql(left, right) || (isNumber(left) && isNumber(right) && toNumber(left) === toNumber(right));
}

function isNumber(value: Value): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof PFloat;
}

function toNumber(value: Value): number {
  return value instanceof PFloat ? value.value : Number(value);
}
