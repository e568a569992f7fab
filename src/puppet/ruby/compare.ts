import { compareBytes } from '../types/string.ts';
import { structuralKey } from '../values/keys.ts';
import type { Value } from '../values/value.ts';
import { RubyError } from './errors.ts';
import { inspect } from './text.ts';
import {
  classOf,
  isArray,
  isHash,
  isNumber,
  RubyRange,
  RubySymbol,
  type RubyValue,
  toNumber,
} from './values.ts';
import { countVisit } from './visits.ts';

/** Ruby's `==`. */
export function rubyEquals(a: RubyValue, b: RubyValue): boolean {
  if (a === b) return true;
  if (isNumber(a) && isNumber(b)) return toNumber(a) === toNumber(b);
  if (isArray(a) || isHash(a)) countVisit();
  if (isArray(a) && isArray(b))
    return a.length === b.length && a.every((item, index) => rubyEquals(item, b[index]));
  if (isHash(a) && isHash(b))
    return a.size === b.size && [...a].every(([key, item]) => b.has(key) && rubyEquals(item, b.get(key)));
  if (a instanceof RubyRange && b instanceof RubyRange)
    return rubyEquals(a.from, b.from) && rubyEquals(a.to, b.to) && a.exclusive === b.exclusive;
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    a instanceof RubySymbol ||
    b instanceof RubySymbol
  )
    return false;
  return (
    a.constructor === b.constructor &&
    !('rubyClass' in a) &&
    structuralKey(a as Value) === structuralKey(b as Value)
  );
}

/** Ruby's `<=>`; undefined where two values have no order. */
export function rubyOrder(a: RubyValue, b: RubyValue): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return compareBytes(a, b);
  if (isNumber(a) && isNumber(b)) return Math.sign(toNumber(a) - toNumber(b));
  if (a instanceof RubySymbol && b instanceof RubySymbol) return compareBytes(a.name, b.name);
  if (!isArray(a) || !isArray(b)) return rubyEquals(a, b) ? 0 : undefined;
  countVisit();
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = rubyOrder(a[index], b[index]);
    if (order !== 0) return order;
  }
  return Math.sign(a.length - b.length);
}

/** The same for sorting: values without an order are an error. */
export function orderOrFail(a: RubyValue, b: RubyValue): number {
  const order = rubyOrder(a, b);
  if (order !== undefined) return order;
  const shown = b === null || typeof b === 'boolean' || isNumber(b) ? inspect(b) : classOf(b);
  throw new RubyError(`comparison of ${classOf(a)} with ${shown} failed`, 0, true);
}

/** A key that is the same for values that are `eql?`. */
export function eqlKey(value: RubyValue): unknown {
  if (value instanceof RubySymbol || typeof value !== 'object' || value === null) return value;
  countVisit();
  if (isArray(value)) return `[${value.map((item) => String(eqlKey(item))).join(',')}]`;
  return 'rubyClass' in value ? value : structuralKey(value as Value);
}
