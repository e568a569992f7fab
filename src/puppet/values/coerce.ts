import { PuppetError } from '../error.ts';
import { rubyInspect } from './inspect.ts';
import { PFloat, PTimespan, PTimestamp, type Value } from './value.ts';

/** As Ruby's `Integer()`: numbers are truncated, texts read with their prefix; throws a PuppetError. */
export function toInteger(value: Value): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  if (value instanceof PFloat) return truncated(value.value);
  if (typeof value === 'string') return parseInteger(value);
  if (value instanceof PTimespan || value instanceof PTimestamp) return wholeSeconds(value.nsecs);
  throw new PuppetError(`can't convert ${className(value)} into Integer`);
}

/** As Ruby's `Float()`; throws a PuppetError. */
export function toFloat(value: Value): number {
  if (value instanceof PFloat) return value.value;
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  if (typeof value === 'string') return parseFloatText(value);
  if (value instanceof PTimespan || value instanceof PTimestamp) return Number(value.nsecs) / 1e9;
  throw new PuppetError(`can't convert ${className(value)} into Float`);
}

function truncated(value: number): bigint {
  if (Number.isNaN(value)) throw new PuppetError('NaN');
  if (!Number.isFinite(value)) throw new PuppetError(value > 0 ? 'Infinity' : '-Infinity');
  return BigInt(Math.trunc(value));
}

/** Whole seconds, rounded down. */
export function wholeSeconds(nsecs: bigint): bigint {
  const seconds = nsecs / 1_000_000_000n;
  return nsecs < 0n && seconds * 1_000_000_000n !== nsecs ? seconds - 1n : seconds;
}

function className(value: Value): string {
  if (value === null) return 'nil';
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'Array';
  return value instanceof Map ? 'Hash' : 'Object';
}

const radixPrefixes: Record<string, number> = { '0x': 16, '0b': 2, '0o': 8, '0d': 10 };

/** Ruby's `Integer(text, radix)`: without a radix the prefix decides, a leading 0 meaning octal; throws a PuppetError. */
export function parseInteger(text: string, radix?: number): bigint {
  const invalid = () => new PuppetError(`invalid value for Integer(): ${rubyInspect(text)}`);
  const match = /^\s*([+-]?)(0[xXbBoOdD])?(_?[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)\s*$/.exec(text);
  if (match === null) throw invalid();
  const [, sign, prefix, given] = match as unknown as [string, string, string | undefined, string];
  const prefixRadix = prefix === undefined ? undefined : radixPrefixes[prefix.toLowerCase()]!;
  if (prefixRadix !== undefined && radix !== undefined && radix !== prefixRadix) {
    return signed(sign, digitsOf(prefix + given, radix, invalid));
  }
  if (given.startsWith('_') && prefix === undefined) throw invalid();
  const octal = prefix === undefined && radix === undefined && /^0[0-9_]/.test(given);
  const base = prefixRadix ?? radix ?? (octal ? 8 : 10);
  if (prefix !== undefined && given.startsWith('_')) throw invalid();
  return signed(sign, digitsOf(given, base, invalid));
}

function signed(sign: string, value: bigint): bigint {
  return sign === '-' ? -value : value;
}

function digitsOf(text: string, radix: number, invalid: () => PuppetError): bigint {
  let value = 0n;
  for (const char of text.replaceAll('_', '')) {
    const digit = Number.parseInt(char, 36);
    if (Number.isNaN(digit) || digit >= radix) throw invalid();
    value = value * BigInt(radix) + BigInt(digit);
  }
  return value;
}

/** Ruby's `Float(text)`; throws a PuppetError. */
export function parseFloatText(text: string): number {
  const trimmed = text.trim();
  if (/^[+-]?0[xX][0-9a-fA-F]+$/.test(trimmed)) return Number(parseInteger(trimmed));
  if (!/^[+-]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+)?$/.test(trimmed)) {
    throw new PuppetError(`invalid value for Float(): ${rubyInspect(text)}`);
  }
  return Number(trimmed.replaceAll('_', ''));
}
