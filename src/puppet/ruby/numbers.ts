import { normalizeInteger } from '../values/integer.ts';
import { PFloat } from '../values/value.ts';
import { RubyError } from './errors.ts';
import { classOf, isInteger, isNumber, type RubyValue, toNumber } from './values.ts';

type Both = (a: number, b: number) => number;
type Big = (a: bigint, b: bigint) => bigint;

function arithmetic(a: RubyValue, b: RubyValue, exact: Big, floating: Both): RubyValue {
  if (!isNumber(a) || !isNumber(b))
    throw new RubyError(
      b === null
        ? `nil can't be coerced into ${classOf(a)}`
        : `${classOf(b)} can't be coerced into ${classOf(a)}`,
      0,
      true,
    );
  if (isInteger(a) && isInteger(b)) return normalizeInteger(exact(BigInt(a), BigInt(b)));
  return new PFloat(floating(toNumber(a), toNumber(b)));
}

function divide(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new RubyError('divided by 0', 0, true);
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** Ruby's operators on numbers: integers are exact, a float makes the result one. */
export const add = (a: RubyValue, b: RubyValue) =>
  arithmetic(
    a,
    b,
    (x, y) => x + y,
    (x, y) => x + y,
  );
export const subtract = (a: RubyValue, b: RubyValue) =>
  arithmetic(
    a,
    b,
    (x, y) => x - y,
    (x, y) => x - y,
  );
export const multiply = (a: RubyValue, b: RubyValue) =>
  arithmetic(
    a,
    b,
    (x, y) => x * y,
    (x, y) => x * y,
  );
export const quotient = (a: RubyValue, b: RubyValue) => arithmetic(a, b, divide, (x, y) => x / y);
export const modulo = (a: RubyValue, b: RubyValue) =>
  arithmetic(
    a,
    b,
    (x, y) => x - divide(x, y) * y,
    (x, y) => x - Math.floor(x / y) * y,
  );
/** Bits of a power; Ruby gives Infinity for what is larger still. */
const mostBits = 10_000_000n;

function powerOf(x: bigint, y: bigint): bigint {
  const bits = BigInt(x.toString(16).length * 4) * y;
  if (bits > mostBits && x !== 1n && x !== -1n && x !== 0n) throw new RangeError('a power is too large');
  return x ** y;
}

export const power = (a: RubyValue, b: RubyValue) =>
  isInteger(b) && b < 0
    ? new PFloat(toNumber(a) ** toNumber(b))
    : arithmetic(a, b, powerOf, (x, y) => x ** y);
