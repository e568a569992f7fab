import { PuppetError } from '../error.ts';
import { toText } from '../types/index.ts';
import {
  PBinary,
  PIterator,
  PRegexp,
  PSemVer,
  PSemVerRange,
  PTimespan,
  PTimestamp,
  type Value,
} from '../values/value.ts';

/** Throws when a 3.x function gets another number of arguments than it takes; `arity` as Puppet counts it. */
export function checkArity(name: string, arity: number, count: number): void {
  const wrong = `${name}(): Wrong number of arguments given`;
  if (arity >= 0 && count !== arity) throw new PuppetError(`${wrong} (${count} for ${arity})`);
  const least = -arity - 1;
  if (arity < 0 && count < least) throw new PuppetError(`${wrong} (${count} for minimum ${least})`);
}

/** Arguments as 3.x functions get them: undef is '' at the top, null inside; rich values become strings. */
export function argumentsFor3x(args: readonly Value[]): Value[] {
  return args.map((arg) => (arg === null ? '' : convert(arg)));
}

function convert(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.some(isRich) ? value.map(convert) : value;
  if (value instanceof Map) {
    if (![...value.keys()].some(isRich) && ![...value.values()].some(isRich)) return value;
    return new Map([...value].map(([key, item]) => [convert(key), convert(item)]));
  }
  if (value instanceof PIterator) throw new PuppetError('Use of an Iterator is not supported here');
  return isRich(value) ? toText(value) : value;
}

function isRich(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value) || value instanceof Map) return true;
  return (
    value instanceof PRegexp ||
    value instanceof PSemVer ||
    value instanceof PSemVerRange ||
    value instanceof PBinary ||
    value instanceof PIterator ||
    value instanceof PTimespan ||
    value instanceof PTimestamp
  );
}
