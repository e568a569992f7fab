import { PuppetError } from '../../error.ts';
import { PTypeAliasType } from '../../types/alias-type.ts';
import { toText } from '../../types/index.ts';
import { PIntegerType } from '../../types/numeric.ts';
import { PEnumType } from '../../types/string.ts';
import { PTypeType } from '../../types/wrappers.ts';
import { normalizeInteger } from '../../values/integer.ts';
import { type PHash, PIterator, type Value } from '../../values/value.ts';

/** A walk over something iterable. `pairs`: the elements are keys and values of a hash (Puppet's hash style). */
export interface Walk {
  readonly pairs: boolean;
  readonly items: Iterable<Value>;
}

/** How Puppet walks a value: strings by character, hashes by pairs, integers from 0, ranges and Enums by their values. */
export function walk(value: Value): Walk {
  if (Array.isArray(value)) return { pairs: false, items: value };
  if (value instanceof Map) return { pairs: true, items: pairsOf(value) };
  if (typeof value === 'string') return { pairs: false, items: value };
  if (typeof value === 'number' || typeof value === 'bigint')
    return { pairs: false, items: integers(0n, BigInt(value) - 1n) };
  if (value instanceof PIterator) return { pairs: value.hashStyle, items: value };
  return { pairs: false, items: valuesOf(value) };
}

/** The entries of a hash as pairs. */
export function* pairsOf(hash: PHash): Generator<[Value, Value]> {
  for (const entry of hash) yield entry;
}

/** More than any limit on calls allows, for functions that call no block. */
const mostIntegers = 10_000_000n;

function* integers(from: bigint, to: bigint): Generator<Value> {
  for (let value = from; value <= to; value++) {
    if (value - from >= mostIntegers)
      throw new PuppetError(`iteration stopped: more than ${mostIntegers} elements`);
    yield normalizeInteger(value);
  }
}

function valuesOf(type: Value): Iterable<Value> {
  if (type instanceof PEnumType) return type.values;
  if (type instanceof PIntegerType && type.finite)
    return integers(BigInt(type.from as number), BigInt(type.to as number));
  if (type instanceof PTypeAliasType) return valuesOf(type.resolved);
  if (type instanceof PTypeType && type.type !== null) return valuesOf(type.type);
  throw new PuppetError(`${toText(type)} is not an Iterable`);
}
