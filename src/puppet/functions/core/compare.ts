import { valueLabel } from '../../evaluate/labels.ts';
import { compareBytes } from '../../types/string.ts';
import { asciiDowncase } from '../../values/equality.ts';
import { compareSemVer } from '../../values/semver.ts';
import { PFloat, type PSemVer, PTimespan, PTimestamp, type Value } from '../../values/value.ts';
import { defineFunction } from '../api.ts';
import { numberOf, rubyCompare } from '../support/compare.ts';
import { versionCompare } from '../support/versions.ts';

function seconds(value: Value): number {
  if (value instanceof PTimespan || value instanceof PTimestamp) return Number(value.nsecs) / 1e9;
  return value instanceof PFloat ? value.value : Number(numberOf(value));
}

function compareTimes(a: Value, b: Value): number {
  return Math.sign(seconds(a) - seconds(b));
}

function compareStrings(a: string, b: string, ignoreCase: boolean): number {
  return ignoreCase ? compareBytes(asciiDowncase(a), asciiDowncase(b)) : compareBytes(a, b);
}

const localTypes = [
  'TimeComparable = Variant[Numeric, Timespan, Timestamp]',
  'Comparable = Variant[String, Semver, TimeComparable]',
];

function mismatch(args: readonly Value[]): string {
  const [a, b, ...rest] = args as [Value, Value, ...Value[]];
  if (rest.length > 0) {
    if (typeof a !== 'string' || typeof b !== 'string')
      return 'compare(): The third argument (ignore case) can only be used when comparing strings';
    if (rest.length !== 1) return `compare(): Accepts at most 3 arguments, got ${args.length}`;
    return `compare(): The third argument (ignore case) must be a Boolean. Got ${valueLabel(rest[0]!)}`;
  }
  return `compare(): Can only compare values of the same type (or for Timestamp/Timespan also against Numeric). Got ${valueLabel(a)} and ${valueLabel(b)}`;
}

function notComparable([a, b]: readonly Value[]): string {
  return `compare(): Non comparable type. Only values of the types Numeric, String, Semver, Timestamp and Timestamp can be compared. Got ${valueLabel(a!)} and ${valueLabel(b!)}`;
}

/** -1, 0 or 1. */
export const compare = defineFunction(
  'compare',
  [
    { signature: 'Numeric a, Numeric b', run: (_, [a, b]) => rubyCompare(a!, b!)! },
    {
      signature: 'String a, String b, Boolean ?ignore_case',
      run: (_, [a, b, ignoreCase]) => compareStrings(a as string, b as string, ignoreCase !== false),
    },
    { signature: 'Semver a, Semver b', run: (_, [a, b]) => compareSemVer(a as PSemVer, b as PSemVer) },
    { signature: 'Numeric a, Variant[Timespan, Timestamp] b', run: (_, [a, b]) => compareTimes(a!, b!) },
    { signature: 'Timestamp a, Variant[Timestamp, Numeric] b', run: (_, [a, b]) => compareTimes(a!, b!) },
    { signature: 'Timespan a, Variant[Timespan, Numeric] b', run: (_, [a, b]) => compareTimes(a!, b!) },
    {
      signature: 'Comparable a, Comparable b, Any *ignore_case',
      run: () => null,
      mismatch: (_, args) => mismatch(args),
    },
    {
      signature: 'Any a, Any b, Any *ignore_case',
      run: () => null,
      mismatch: (_, args) => notComparable(args),
    },
  ],
  localTypes,
);

/** -1, 0 or 1, for versions of packages. */
export const versioncmp = defineFunction('versioncmp', [
  {
    signature: 'String a, String b, Boolean ?ignore_trailing_zeroes',
    run: (_, [a, b, ignore]) => versionCompare(a as string, b as string, ignore === true),
  },
]);
