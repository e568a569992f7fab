import { PuppetError } from '../../error.ts';
import { parseFloatText, parseInteger, toInteger, wholeSeconds } from '../../values/coerce.ts';
import { isInteger, normalizeInteger } from '../../values/integer.ts';
import { DEFAULT, PFloat, type PHash, PTimespan, PTimestamp, type Value } from '../../values/value.ts';
import { assertInstance } from '../assert.ts';
import { inferType } from '../infer.ts';
import { parseType } from '../parse-type.ts';
import { type Constructor, conversion, mismatch, once } from './constructor.ts';

const sign = '[+-]?\\s*';
const hex = '(?:0[xX][0-9A-Fa-f]+)';
const octal = '(?:0[0-7]+)';
const binary = '(?:0[bB][01]+)';
const decimal = '(?:0|[1-9]\\d*)';
const floating = `(?:${decimal}(?:\\.\\d+)?(?:[eE]-?\\d+)?)`;
const integerPattern = `\\A${sign}(?:(?:\\d+)|${hex}|${binary})\\z`;
const floatPattern = `\\A${sign}(?:${floating}|${hex}|${octal}|${binary})\\z`;

const integerTypes = {
  Radix: 'Variant[Default, Integer[2,2], Integer[8,8], Integer[10,10], Integer[16,16]]',
  Convertible: `Variant[Numeric, Boolean, Pattern[/${integerPattern}/], Timespan, Timestamp]`,
  NamedArgs: 'Struct[{from => Convertible, Optional[radix] => Radix, Optional[abs] => Boolean}]',
};

const floatTypes = {
  Convertible: `Variant[Numeric, Boolean, Pattern[/${floatPattern}/], Timespan, Timestamp]`,
  NamedArgs: 'Struct[{from => Convertible, Optional[abs] => Boolean}]',
};

const numericTypes = {
  Convertible: `Variant[Integer, Float, Boolean, Pattern[/${floatPattern}/], Timespan, Timestamp]`,
  NamedArgs: 'Struct[{from => Convertible, Optional[abs] => Boolean}]',
};

function unconvertible(target: string): (from: Value) => string {
  return (from) =>
    typeof from === 'string'
      ? `The string '${from}' cannot be converted to ${target}`
      : `Value of type ${inferType(from).generalize()} cannot be converted to ${target}`;
}

/** `Integer.new(from, radix, abs)`. */
export const integerConstructor = once((): Constructor => {
  const fail = unconvertible('Integer');
  return {
    name: 'new',
    conversions: [
      conversion('Convertible from, ?Radix radix, ?Boolean abs', integerFrom, integerTypes),
      conversion('NamedArgs hash_args', namedInteger, integerTypes),
    ],
    mismatches: [
      mismatch('Hash hash_args', (given) => explainIntegerHash(given as PHash, fail)),
      mismatch('Any from, ?Integer radix, ?Boolean abs', (from, radix = DEFAULT) => {
        assertRadix(radix);
        return fail(from!);
      }),
    ],
  };
});

function namedInteger(given?: Value): Value {
  const hash = given as PHash;
  return integerFrom(hash.get('from'), hash.get('radix') ?? DEFAULT, hash.get('abs') ?? false);
}

function explainIntegerHash(hash: PHash, fail: (from: Value) => string): string {
  const from = hash.get('from');
  const convertible = parseType(integerTypes.Convertible);
  if (from !== undefined && !convertible.isInstance(from)) return fail(from);
  assertRadix(hash.get('radix') ?? DEFAULT);
  const named = integerTypes.NamedArgs.replace('Convertible', integerTypes.Convertible).replace(
    '=> Radix',
    `=> ${integerTypes.Radix}`,
  );
  assertInstance('Integer.new', parseType(named), hash);
  return '';
}

function assertRadix(radix: Value): void {
  if (radix === DEFAULT || radix === 2 || radix === 8 || radix === 10 || radix === 16) return;
  throw new PuppetError(`Illegal radix: ${radix}, expected 2, 8, 10, 16, or default`);
}

function integerFrom(from?: Value, radix: Value = DEFAULT, abs: Value = false): Value {
  const result = wholeNumber(from!, radix);
  return normalizeInteger(abs === true && result < 0n ? -result : result);
}

function wholeNumber(from: Value, radix: Value): bigint {
  if (typeof from === 'boolean') return from ? 1n : 0n;
  if (from instanceof PTimespan || from instanceof PTimestamp) return wholeSeconds(from.nsecs);
  if (typeof from !== 'string') return toInteger(from);
  return withoutInnerSpace(from, (text) =>
    parseInteger(text, radix === DEFAULT ? undefined : (radix as number)),
  );
}

/** Reads a text, and if that fails and there is space between sign and number, reads it without that space. */
function withoutInnerSpace<T>(text: string, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (error) {
    const match = /^([+-])[ \t]+(.*)$/s.exec(text);
    if (match === null) throw error;
    return read(match[1]! + match[2]!);
  }
}

/** `Float.new(from, abs)`. */
export const floatConstructor = once((): Constructor => {
  const fail = unconvertible('Float');
  return {
    name: 'new_float',
    conversions: [
      conversion('Convertible from, ?Boolean abs', floatFrom, floatTypes),
      conversion(
        'NamedArgs hash_args',
        (given) => floatFrom((given as PHash).get('from'), (given as PHash).get('abs')),
        floatTypes,
      ),
    ],
    mismatches: [mismatch('Any from, ?Boolean abs', (from) => fail(from!))],
  };
});

function floatFrom(from?: Value, abs: Value = false): Value {
  const value = floatingNumber(from!);
  return new PFloat(abs === true ? Math.abs(value) : value);
}

function floatingNumber(from: Value): number {
  if (from instanceof PFloat) return from.value;
  if (isInteger(from)) return Number(from);
  if (typeof from === 'boolean') return from ? 1 : 0;
  if (from instanceof PTimespan || from instanceof PTimestamp) return Number(from.nsecs) / 1e9;
  const text = from as string;
  if (/^0b/i.test(text)) return Number(parseInteger(text));
  return withoutInnerSpace(text, parseFloatText);
}

/** `Numeric.new(from, abs)`. */
export const numericConstructor = once((): Constructor => {
  const fail = unconvertible('Numeric');
  return {
    name: 'new_numeric',
    conversions: [
      conversion('Convertible from, ?Boolean abs', numericFrom, numericTypes),
      conversion(
        'NamedArgs hash_args',
        (given) => numericFrom((given as PHash).get('from'), (given as PHash).get('abs')),
        numericTypes,
      ),
    ],
    mismatches: [mismatch('Any from, ?Boolean abs', (from) => fail(from!))],
  };
});

function numericFrom(from?: Value, abs: Value = false): Value {
  const value = numberOf(from!);
  if (abs !== true || value === null) return value;
  if (value instanceof PFloat) return new PFloat(Math.abs(value.value));
  return (value as number) < 0 ? normalizeInteger(-BigInt(value as number)) : value;
}

function numberOf(from: Value): Value {
  if (from instanceof PFloat || isInteger(from)) return from;
  if (typeof from === 'boolean') return from ? 1 : 0;
  if (from instanceof PTimespan || from instanceof PTimestamp) return new PFloat(Number(from.nsecs) / 1e9);
  const text = from as string;
  return /^0[bx]/i.test(text) ? normalizeInteger(parseInteger(text)) : toNumber(text);
}

const numericText = /^[ \t]*([-+]?)[ \t]*((0[xX][0-9A-Fa-f]+)|(0?\d+)((?:\.\d+)?(?:[eE]-?\d+)?))[ \t]*$/;

/** The number that a text denotes, in Puppet's syntax (0 octal, 0x hexadecimal); null when it is none. */
export function toNumber(text: string): number | bigint | PFloat | null {
  const match = numericText.exec(text.startsWith('::') ? text.slice(2) : text);
  if (match === null) return null;
  const [, signText, digits, , , fraction] = match;
  if (fraction !== undefined && fraction !== '') return new PFloat(Number(`${signText}${digits}`));
  try {
    const value = parseInteger(digits!);
    return normalizeInteger(signText === '-' ? -value : value);
  } catch {
    return null;
  }
}

/** `Boolean.new(from)`. */
export const booleanConstructor = once((): Constructor => {
  const fail = unconvertible('Boolean');
  return {
    name: 'new_boolean',
    conversions: [
      conversion(
        "Variant[Integer, Float, Boolean, Enum['false','true','yes','no','y','n',true]] from",
        (from) => booleanFrom(from!),
      ),
    ],
    mismatches: [mismatch('Any from', (from) => fail(from!))],
  };
});

function booleanFrom(from: Value): boolean {
  if (from instanceof PFloat) return from.value !== 0;
  if (isInteger(from)) return from !== 0;
  if (typeof from === 'string') return !['false', 'no', 'n'].includes(from.toLowerCase());
  return from === true;
}
