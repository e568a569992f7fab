import { compareSemVer, isStable, maxVersion, minVersion } from './semver.ts';
import type { PSemVer } from './value.ts';

/** One interval of versions. `bounds` are the versions written, which decide on pre-releases; `text` is how it is printed. */
export interface VersionInterval {
  text: string;
  begin: PSemVer;
  end: PSemVer;
  excludeBegin: boolean;
  excludeEnd: boolean;
  hasLower: boolean;
  hasUpper: boolean;
  bounds: readonly PSemVer[];
  /** `*`: pre-releases too. */
  all: boolean;
}

const open: Omit<VersionInterval, 'text'> = {
  begin: minVersion,
  end: maxVersion,
  excludeBegin: false,
  excludeEnd: false,
  hasLower: false,
  hasUpper: false,
  bounds: [],
  all: false,
};

const isMin = (version: PSemVer): boolean => version.major === 0 && version.prerelease?.length === 0;
const isMax = (version: PSemVer): boolean => version.major === Infinity;

export const allVersions: VersionInterval = { ...open, text: '*', all: true };

export function greaterThan(version: PSemVer): VersionInterval {
  return {
    ...open,
    text: `>${version}`,
    begin: version,
    excludeBegin: true,
    hasLower: true,
    bounds: [version],
  };
}
export function atLeast(version: PSemVer): VersionInterval {
  return { ...open, text: `>=${version}`, begin: version, hasLower: !isMin(version), bounds: [version] };
}
export function lessThan(version: PSemVer): VersionInterval {
  const text = isMin(version) ? '<0.0.0' : `<${version}`;
  return { ...open, text, end: version, excludeEnd: true, hasUpper: true, bounds: [version] };
}
export function atMost(version: PSemVer): VersionInterval {
  return { ...open, text: `<=${version}`, end: version, hasUpper: !isMax(version), bounds: [version] };
}
export function exactly(version: PSemVer): VersionInterval {
  const sides = { hasLower: !isMin(version), hasUpper: !isMax(version) };
  return { ...open, text: `${version}`, begin: version, end: version, ...sides, bounds: [version] };
}

/** Matches no version. */
export const noVersions = lessThan(minVersion);

/** From the lower bound of one to the upper bound of the other. */
export function between(min: VersionInterval, max: VersionInterval): VersionInterval {
  return {
    text: `${min.text} ${max.text}`,
    begin: min.begin,
    end: max.end,
    excludeBegin: min.excludeBegin,
    excludeEnd: max.excludeEnd,
    hasLower: min.hasLower,
    hasUpper: max.hasUpper,
    bounds: [...min.bounds, ...max.bounds],
    all: false,
  };
}

/** What both hold, null for nothing. */
export function intersectVersions(a: VersionInterval, b: VersionInterval): VersionInterval | null {
  if (a.all) return b;
  const ends = compareSemVer(a.begin, b.end);
  if (ends > 0) return null;
  if (ends === 0) return a.excludeBegin || b.excludeEnd ? null : exactly(a.begin);
  const starts = compareSemVer(b.begin, a.end);
  if (starts > 0) return null;
  if (starts === 0) return b.excludeBegin || a.excludeEnd ? null : exactly(b.begin);
  return overlap(a, b);
}

function overlap(a: VersionInterval, b: VersionInterval): VersionInterval {
  const begin = compareSemVer(a.begin, b.begin);
  const end = compareSemVer(a.end, b.end);
  const min = begin < 0 || (begin === 0 && !a.excludeBegin) ? b : a;
  const max = end > 0 || (end === 0 && !a.excludeEnd) ? b : a;
  if (!max.hasUpper) return min;
  if (!min.hasLower) return max;
  return between(lowerPart(min), upperPart(max));
}

function lowerPart(interval: VersionInterval): VersionInterval {
  return interval.excludeBegin ? greaterThan(interval.begin) : keepExact(interval, atLeast(interval.begin));
}

function upperPart(interval: VersionInterval): VersionInterval {
  return interval.excludeEnd ? lessThan(interval.end) : keepExact(interval, atMost(interval.end));
}

function keepExact(interval: VersionInterval, part: VersionInterval): VersionInterval {
  return interval.begin === interval.end ? interval : part;
}

/** Whether the interval holds the version. */
export function intervalIncludes(interval: VersionInterval, version: PSemVer): boolean {
  if (interval.all) return true;
  const low = compareSemVer(version, interval.begin);
  if (low < 0 || (low === 0 && interval.excludeBegin)) return false;
  const high = compareSemVer(version, interval.end);
  if (high > 0 || (high === 0 && interval.excludeEnd)) return false;
  return true;
}

/** As `intervalIncludes`, and a pre-release only when a bound is a pre-release of the same version. */
export function intervalMatches(interval: VersionInterval, version: PSemVer): boolean {
  if (!intervalIncludes(interval, version)) return false;
  return (
    isStable(version) || interval.all || interval.bounds.some((bound) => samePrereleaseBase(bound, version))
  );
}

function samePrereleaseBase(bound: PSemVer, version: PSemVer): boolean {
  if (isStable(bound)) return false;
  return bound.major === version.major && bound.minor === version.minor && bound.patch === version.patch;
}
