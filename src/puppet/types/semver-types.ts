import { compareSemVer } from '../values/semver.ts';
import { rangeIncludes } from '../values/semver-range.ts';
import { PSemVer, PSemVerRange, type Value } from '../values/value.ts';
import {
  allVersions,
  atLeast,
  atMost,
  between,
  intervalMatches,
  lessThan,
} from '../values/version-interval.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';

/** `SemVer['>=1.0.0 <2.0.0']`: versions in any of the ranges, or all versions. */
export class PSemVerType extends PType {
  readonly name = 'SemVer';
  readonly ranges: readonly PSemVerRange[];
  constructor(ranges: readonly PSemVerRange[] = []) {
    super();
    this.ranges = ranges;
  }
  isInstance(value: Value): boolean {
    if (!(value instanceof PSemVer)) return false;
    return this.ranges.length === 0 || this.ranges.some((range) => rangeIncludes(range, value));
  }
  accepts(other: PType): boolean {
    if (!(other instanceof PSemVerType)) return false;
    if (this.ranges.length === 0) return true;
    if (other.ranges.length === 0) return false;
    return other.ranges.every((theirs) => this.ranges.some((range) => covers(range, theirs)));
  }
  format(_format: TypeFormat): string {
    return withParameters(
      this.name,
      this.ranges.map((range) => `'${range}'`),
    );
  }
  override get isScalar(): boolean {
    return true;
  }
}

/** `SemVerRange`. */
export class PSemVerRangeType extends PType {
  readonly name = 'SemVerRange';
  isInstance(value: Value): boolean {
    return value instanceof PSemVerRange;
  }
  accepts(other: PType): boolean {
    return other instanceof PSemVerRangeType;
  }
  format(): string {
    return this.name;
  }
  override get isScalar(): boolean {
    return true;
  }
}

interface Extent {
  begin: PSemVer;
  end: PSemVer;
  excludeEnd: boolean;
}

function extent(range: PSemVerRange): Extent | null {
  return range.ranges.length === 1 ? range.ranges[0]! : null;
}

function covers(wide: PSemVerRange, narrow: PSemVerRange): boolean {
  const b = extent(wide);
  const a = extent(narrow);
  if (a === null || b === null || compareSemVer(b.begin, a.begin) > 0) return false;
  const end = compareSemVer(b.end, a.end);
  return end > 0 || (end === 0 && (!b.excludeEnd || a.excludeEnd));
}

/** Ranges that meet are joined. */
export function mergeSemVerRanges(ranges: readonly PSemVerRange[]): PSemVerRange[] {
  const result: PSemVerRange[] = [];
  let left = [...ranges];
  while (left.length > 0) {
    let joined = left[left.length - 1]!;
    const apart: PSemVerRange[] = [];
    for (const range of left.slice(0, -1)) {
      const merged = mergeTwo(joined, range);
      if (merged === null) apart.push(range);
      else joined = merged;
    }
    result.push(joined);
    left = apart;
  }
  return result.reverse();
}

function mergeTwo(x: PSemVerRange, y: PSemVerRange): PSemVerRange | null {
  const a = x.ranges[0]!;
  const b = y.ranges[0]!;
  if (x.ranges.length !== 1 || y.ranges.length !== 1) return null;
  if (intervalMatches(a, b.begin) || intervalMatches(b, a.begin)) {
    const order = compareSemVer(a.end, b.end);
    const last = order >= 0 ? a : b;
    const first = compareSemVer(a.begin, b.begin) <= 0 ? a : b;
    const excluded = order === 0 ? a.excludeEnd && b.excludeEnd : last.excludeEnd;
    return spanning(first.begin, last.end, excluded);
  }
  if (a.excludeEnd && compareSemVer(a.end, b.begin) === 0) return spanning(a.begin, b.end, b.excludeEnd);
  if (b.excludeEnd && compareSemVer(b.end, a.begin) === 0) return spanning(b.begin, a.end, a.excludeEnd);
  return null;
}

function spanning(begin: PSemVer, end: PSemVer, excludeEnd: boolean): PSemVerRange {
  const interval = between(atLeast(begin), excludeEnd ? lessThan(end) : atMost(end));
  const text = excludeEnd ? `>=${end} <${begin}` : `${end} - ${begin}`;
  return new PSemVerRange(text, [interval.hasLower || interval.hasUpper ? interval : allVersions]);
}

export const semVerType = new PSemVerType();
export const semVerRangeType = new PSemVerRangeType();
