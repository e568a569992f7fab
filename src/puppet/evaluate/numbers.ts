import { normalizeInteger } from '../values/integer.ts';
import { PFloat } from '../values/value.ts';

const numeric = /^[ \t]*([-+]?)[ \t]*((0[xX][0-9A-Fa-f]+)|(0?\d+)((?:\.\d+)?(?:[eE]-?\d+)?))[ \t]*$/;

/** The number that a string is in the language (decimal, octal, hexadecimal, float), undefined when none. */
export function parseNumber(text: string): number | bigint | PFloat | undefined {
  const match = numeric.exec(text.startsWith('::') ? text.slice(2) : text);
  if (match === null) return undefined;
  const [, sign, digits, , whole, fraction] = match;
  if (fraction) return parseFloatText(sign!, digits!, whole!, fraction);
  const magnitude = parseWhole(digits!);
  if (magnitude === undefined) return undefined;
  return normalizeInteger(sign === '-' ? -magnitude : magnitude);
}

function parseFloatText(sign: string, digits: string, whole: string, fraction: string): PFloat | undefined {
  if (Number(whole) === 0 && /^\.?0*[eE]/.test(fraction)) return undefined;
  const value = Number(digits);
  if (value === Number.POSITIVE_INFINITY) return undefined;
  return new PFloat(sign === '-' ? -value : value);
}

function parseWhole(digits: string): bigint | undefined {
  if (/^0[xX]/.test(digits)) return BigInt(digits);
  if (/^0\d/.test(digits)) return /^[0-7]+$/.test(digits) ? BigInt(`0o${digits}`) : undefined;
  return BigInt(digits);
}
