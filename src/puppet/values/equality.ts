import { structuralKey } from './keys.ts';
import { PFloat, type PHash, PSensitive, PTimespan, PTimestamp, type Value } from './value.ts';

/** Puppet's `==`: strings regardless of (ASCII) case, 1 equal to 1.0, arrays and hashes by their elements. */
export function puppetEquals(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (typeof left === 'string') return typeof right === 'string' && equalIgnoringCase(left, right);
  if (left === null || right === null || typeof left === 'boolean' || typeof right === 'boolean')
    return false;
  const number = numeric(left);
  if (number !== undefined) return equalNumbers(number, right);
  if (Array.isArray(left)) return Array.isArray(right) && equalArrays(left, right);
  if (left instanceof Map) return right instanceof Map && equalHashes(left, right);
  if (left instanceof PSensitive) return right instanceof PSensitive && eql(left.value, right.value);
  if (left instanceof PTimespan || left instanceof PTimestamp) return equalTimes(left, right);
  return typeof right === 'object' && eql(left, right);
}

/** Ruby's `eql?`: exact, what hash keys and `unique` use; 1 differs from 1.0. */
export function eql(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  return left.constructor === right.constructor && structuralKey(left) === structuralKey(right);
}

/** Equality of strings as Ruby's `casecmp`: only ASCII letters fold. */
export function equalIgnoringCase(left: string, right: string): boolean {
  return left === right || (left.length === right.length && asciiDowncase(left) === asciiDowncase(right));
}

const upperCase = /[A-Z]/;
const nonAscii = /[^\x00-\x7f]/;

/** Lower case of ASCII letters only. */
export function asciiDowncase(text: string): string {
  if (!upperCase.test(text)) return text;
  return nonAscii.test(text) ? text.replace(/[A-Z]+/g, (run) => run.toLowerCase()) : text.toLowerCase();
}

function numeric(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return value instanceof PFloat ? value.value : undefined;
}

function equalNumbers(left: number | bigint, right: Value): boolean {
  const other = numeric(right);
  if (other !== undefined)
    return typeof left === typeof other ? left === other : Number(left) === Number(other);
  return (right instanceof PTimespan || right instanceof PTimestamp) && equalTimes(right, left);
}

const nsecsPerSecond = 1_000_000_000n;

function equalTimes(time: PTimespan | PTimestamp, other: Value): boolean {
  if (other instanceof PTimespan || other instanceof PTimestamp) {
    return time.constructor === other.constructor && time.nsecs === other.nsecs;
  }
  if (other instanceof PFloat) return Number(time.nsecs) / 1e9 === other.value;
  if (typeof other !== 'number' && typeof other !== 'bigint') return false;
  const whole = time.nsecs / nsecsPerSecond;
  const seconds = time.nsecs < 0n && whole * nsecsPerSecond !== time.nsecs ? whole - 1n : whole;
  return seconds === BigInt(other);
}

function equalArrays(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((item, index) => puppetEquals(item, right[index]!));
}

function equalHashes(left: PHash, right: PHash): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of left) if (!puppetEquals(right.get(key) ?? null, value)) return false;
  return true;
}
