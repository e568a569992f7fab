import { PType } from '../types/index.ts';
import { asciiDowncase, puppetEquals } from '../values/equality.ts';
import { compareSemVer, parseSemVer } from '../values/semver.ts';
import { rangeIncludes } from '../values/semver-range.ts';
import {
  DEFAULT,
  PBinary,
  PDefault,
  PFloat,
  PRegexp,
  PSemVer,
  PSemVerRange,
  PTimespan,
  PTimestamp,
  type Value,
} from '../values/value.ts';
import type { Frame } from './frame.ts';

/** Whether a case option (or selector entry) takes a value. A regular expression that matches sets $0, $1, ... */
export function matches(value: Value, pattern: Value, frame: Frame | null): boolean {
  if (pattern === null || typeof pattern !== 'object') return puppetEquals(value, pattern);
  if (pattern instanceof PRegexp) return matchesRegexp(value, pattern, frame);
  if (pattern instanceof PType) return pattern.isInstance(value);
  if (Array.isArray(pattern)) return matchesArray(value, pattern, frame);
  if (pattern instanceof Map) return matchesHash(value, pattern, frame);
  if (pattern instanceof PDefault) return true;
  if (pattern instanceof PSemVerRange) return versionInRange(pattern, value);
  if (pattern instanceof PSemVer) return matchesVersion(value, pattern);
  return puppetEquals(value, pattern);
}

function matchesRegexp(value: Value, pattern: PRegexp, frame: Frame | null): boolean {
  if (typeof value !== 'string') return false;
  const match = pattern.regexp.exec(value);
  if (match !== null && frame !== null) frame.match = match;
  return match !== null;
}

function matchesArray(value: Value, pattern: readonly Value[], frame: Frame | null): boolean {
  if (!Array.isArray(value) || value.length !== pattern.length) return false;
  return pattern.every((item, index) => matches(value[index]!, item, frame));
}

function matchesHash(value: Value, pattern: ReadonlyMap<Value, Value>, frame: Frame | null): boolean {
  if (!(value instanceof Map)) return false;
  for (const [key, item] of pattern) if (!matches(value.get(key) ?? null, item, frame)) return false;
  return true;
}

function matchesVersion(value: Value, pattern: PSemVer): boolean {
  const version = typeof value === 'string' ? parseVersion(value) : value;
  return version instanceof PSemVer && compareSemVer(version, pattern) === 0;
}

/** Whether a version, or a string that is one, lies in a range. */
export function versionInRange(range: PSemVerRange, value: Value): boolean {
  const version = typeof value === 'string' ? parseVersion(value) : value;
  return version instanceof PSemVer && rangeIncludes(range, version);
}

/** Less than, equal to or greater than 0; or, as text, why two values have no order. */
export function compareValues(left: Value, right: Value): number | string {
  if (typeof left === 'string') {
    return typeof right === 'string'
      ? compareText(left, right)
      : 'A String is not comparable to a non String';
  }
  const number = numeric(left);
  if (number !== undefined) return compareNumber(number, right);
  return compareOther(left, right);
}

function compareOther(left: Value, right: Value): number | string {
  if (left instanceof PTimespan) {
    const other = nanoseconds(right, PTimespan);
    if (other === undefined) return 'Timespans are only comparable to Timespans, Integers, and Floats';
    return order(left.nsecs, other);
  }
  if (left instanceof PTimestamp) {
    const other = nanoseconds(right, PTimestamp);
    if (other === undefined) return 'Timestamps are only comparable to Timestamps, Integers, and Floats';
    return order(left.nsecs, other);
  }
  if (left instanceof PSemVer) {
    return right instanceof PSemVer ? compareSemVer(left, right) : 'Versions not comparable to non Versions';
  }
  if (left === DEFAULT) return right === DEFAULT ? 0 : 'Symbol not comparable to non Symbol';
  return 'Only Strings, Numbers, Timespans, Timestamps, and Versions are comparable';
}

function compareText(left: string, right: string): number {
  const a = asciiDowncase(left);
  const b = asciiDowncase(right);
  return a === b ? 0 : compareCodePoints(a, b);
}

function compareCodePoints(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function compareNumber(left: number | bigint, right: Value): number | string {
  const other = numeric(right);
  if (other !== undefined) return order(left, other);
  if (right instanceof PTimespan || right instanceof PTimestamp) {
    return -order(right.nsecs, BigInt(Math.trunc(Number(left) * 1e9)));
  }
  return 'A Numeric is not comparable to non Numeric';
}

function numeric(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return value instanceof PFloat ? value.value : undefined;
}

function nanoseconds(value: Value, kind: typeof PTimespan | typeof PTimestamp): bigint | undefined {
  if (value instanceof kind) return value.nsecs;
  const number = numeric(value);
  return number === undefined ? undefined : BigInt(Math.trunc(Number(number) * 1e9));
}

function order(left: number | bigint, right: number | bigint): number {
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

/** `item in collection`. A regular expression that matches sets $0, $1, ... */
export function includes(collection: Value, item: Value, frame: Frame): boolean {
  if (typeof collection === 'string') return stringIncludes(collection, item, frame);
  if (Array.isArray(collection)) return arrayIncludes(collection, item, frame);
  if (collection instanceof Map) return arrayIncludes([...collection.keys()], item, frame);
  if (collection instanceof PSemVerRange) return versionInRange(collection, item);
  if (collection instanceof PBinary) return binaryIncludes(collection, item);
  return false;
}

function stringIncludes(text: string, item: Value, frame: Frame): boolean {
  if (typeof item === 'string') return text.toLowerCase().includes(item.toLowerCase());
  return item instanceof PRegexp && matchesRegexp(text, item, frame);
}

function arrayIncludes(items: readonly Value[], item: Value, frame: Frame): boolean {
  if (item instanceof PRegexp) return items.some((element) => matchesRegexp(element, item, frame));
  if (typeof item === 'string' || item instanceof PSemVer) {
    return items.some((element) => matches(item, element, frame));
  }
  if (item instanceof PType) return items.some((element) => item.isInstance(element));
  return items.some((element) => puppetEquals(element, item));
}

function binaryIncludes(binary: PBinary, item: Value): boolean {
  const bytes = Buffer.from(binary.bytes);
  if (item instanceof PBinary) return bytes.includes(Buffer.from(item.bytes));
  return (typeof item === 'string' || typeof item === 'number') && bytes.includes(item);
}

/** The version that a text is, undefined when it is none. */
function parseVersion(text: string): PSemVer | undefined {
  try {
    return parseSemVer(text);
  } catch {
    return undefined;
  }
}
