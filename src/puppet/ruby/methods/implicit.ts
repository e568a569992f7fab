import { RubyError } from '../errors.ts';
import { classOf, isArray, isHash, isNumber, type RubyValue, toNumber } from '../values.ts';

/** What Ruby calls a value that it cannot convert. */
export function conversionName(value: RubyValue): string {
  return value === null || value === undefined
    ? 'nil'
    : typeof value === 'boolean'
      ? String(value)
      : classOf(value);
}

function refused(value: RubyValue, wanted: string): never {
  throw new RubyError(`no implicit conversion of ${conversionName(value)} into ${wanted}`, 0, true);
}

/** An argument that must be an integer; a float loses its fraction. */
export function integerOf(value: RubyValue): number {
  if (isNumber(value)) return Math.trunc(toNumber(value));
  if (value === null || value === undefined)
    throw new RubyError('no implicit conversion from nil to integer', 0, true);
  return refused(value, 'Integer');
}

/** An argument that must be a string. */
export function textOf(value: RubyValue): string {
  return typeof value === 'string' ? value : refused(value, 'String');
}

/** An argument that must be an array. */
export function listOf(value: RubyValue): RubyValue[] {
  return isArray(value) ? value : refused(value, 'Array');
}

/** An argument that must be a hash. */
export function hashOf(value: RubyValue): ReadonlyMap<RubyValue, RubyValue> {
  return isHash(value) ? value : refused(value, 'Hash');
}
