import { normalizeInteger } from '../../values/integer.ts';
import { PFloat } from '../../values/value.ts';
import { orderOrFail, rubyOrder } from '../compare.ts';
import { RubyError } from '../errors.ts';
import * as numbers from '../numbers.ts';
import { isInteger, type RubyProc, type RubyValue, toNumber } from '../values.ts';
import { conversionName } from './implicit.ts';
import type { Machine, Methods } from './types.ts';

type RubyNumber = number | bigint | PFloat;

const whole = (value: number): RubyValue =>
  normalizeInteger(Number.isSafeInteger(value) ? value : BigInt(Math.trunc(value)));

function rounded(self: RubyNumber, digits: RubyValue, change: (value: number) => number): RubyValue {
  const places = digits === undefined ? 0 : toNumber(digits);
  if (isInteger(self)) return places >= 0 ? self : whole(change(Number(self) * 10 ** places) / 10 ** places);
  const value = change(Number(`${self.value}e${places}`));
  return places > 0 ? new PFloat(Number(`${value}e${-places}`)) : whole(value / 10 ** places);
}

const awayFromZero = (value: number) => Math.sign(value) * Math.round(Math.abs(value));

function count(from: number, to: number, by: number, block: RubyProc, machine: Machine): void {
  for (let value = from; by > 0 ? value <= to : value >= to; value += by) {
    machine.tick();
    block.call([value]);
  }
}

/** What operators on bits work on. */
function bits(value: RubyValue): bigint {
  if (isInteger(value)) return BigInt(value);
  throw new RubyError(`no implicit conversion of ${conversionName(value)} into Integer`, 0, true);
}

function coerced(value: RubyValue): bigint {
  if (isInteger(value)) return BigInt(value);
  throw new RubyError(`${conversionName(value)} can't be coerced into Integer`, 0, true);
}

const ordered =
  (test: (order: number) => boolean) =>
  (self: RubyNumber, [other]: readonly RubyValue[]) =>
    test(orderOrFail(self, other));

/** Ruby's Integer and Float. */
export const numberMethods: Methods<RubyNumber> = {
  '+': (self, [other]) => numbers.add(self, other),
  '-': (self, [other]) => numbers.subtract(self, other),
  '*': (self, [other]) => numbers.multiply(self, other),
  '/': (self, [other]) => numbers.quotient(self, other),
  div: (self, [other]) => numbers.quotient(self, other),
  '%': (self, [other]) => numbers.modulo(self, other),
  modulo: (self, [other]) => numbers.modulo(self, other),
  '**': (self, [other]) => numbers.power(self, other),
  '-@': (self) => numbers.subtract(0, self),
  '<=>': (self, [other]) => rubyOrder(self, other) ?? null,
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  '<<': (self, [by]) => normalizeInteger(bits(self) << bits(by)),
  '>>': (self, [by]) => normalizeInteger(bits(self) >> bits(by)),
  '&': (self, [other]) => normalizeInteger(bits(self) & coerced(other)),
  '|': (self, [other]) => normalizeInteger(bits(self) | coerced(other)),
  '^': (self, [other]) => normalizeInteger(bits(self) ^ coerced(other)),
  '[]': (self, [bit]) => normalizeInteger((bits(self) >> bits(bit)) & 1n),
  abs: (self) => (toNumber(self) < 0 ? numbers.subtract(0, self) : self),
  succ: (self) => numbers.add(self, 1),
  pred: (self) => numbers.subtract(self, 1),
  ord: (self) => self,
  chr: (self) => String.fromCodePoint(toNumber(self)),
  'zero?': (self) => toNumber(self) === 0,
  'positive?': (self) => toNumber(self) > 0,
  'negative?': (self) => toNumber(self) < 0,
  'even?': (self) => toNumber(self) % 2 === 0,
  'odd?': (self) => toNumber(self) % 2 !== 0,
  'integer?': (self) => isInteger(self),
  'between?': (self, [low, high]) => toNumber(self) >= toNumber(low) && toNumber(self) <= toNumber(high),
  clamp: (self, [low, high]) => Math.min(Math.max(toNumber(self), toNumber(low)), toNumber(high)),
  to_i: (self) => (isInteger(self) ? self : whole(Math.trunc(self.value))),
  to_int: (self) => (isInteger(self) ? self : whole(Math.trunc(self.value))),
  to_f: (self) => new PFloat(toNumber(self)),
  to_s: (self, [base]) =>
    base === undefined ? String(self) : BigInt(toNumber(self)).toString(toNumber(base)),
  round: (self, [digits]) => rounded(self, digits, awayFromZero),
  floor: (self, [digits]) => rounded(self, digits, Math.floor),
  ceil: (self, [digits]) => rounded(self, digits, Math.ceil),
  truncate: (self, [digits]) => rounded(self, digits, Math.trunc),
  divmod: (self, [other]) => [
    rounded(numbers.quotient(self, other) as RubyNumber, undefined, Math.floor),
    numbers.modulo(self, other),
  ],
  fdiv: (self, [other]) => new PFloat(toNumber(self) / toNumber(other)),
  times: (self, _, block, machine) => (count(0, toNumber(self) - 1, 1, block!, machine), self),
  upto: (self, [end], block, machine) => (count(toNumber(self), toNumber(end), 1, block!, machine), self),
  downto: (self, [end], block, machine) => (count(toNumber(self), toNumber(end), -1, block!, machine), self),
  step: (self, [end, by], block, machine) => (
    count(toNumber(self), toNumber(end), by === undefined ? 1 : toNumber(by), block!, machine), self
  ),
};
