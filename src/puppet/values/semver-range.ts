import { PuppetError } from '../error.ts';
import { parseBuild, parsePrerelease } from './semver.ts';
import { PSemVer, PSemVerRange } from './value.ts';
import {
  allVersions,
  atLeast,
  atMost,
  between,
  exactly,
  greaterThan,
  intersectVersions,
  intervalMatches,
  lessThan,
  noVersions,
  type VersionInterval,
} from './version-interval.ts';

const numberOrX = '(?:x|X|\\*|0|[1-9][0-9]*)';
const parts = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const partial = `${numberOrX}(?:\\.${numberOrX}(?:\\.${numberOrX}(?:-${parts})?(?:\\+${parts})?)?)?`;
const simple = new RegExp(`^([<>=~^]|<=|>=|~>|~=)?(${partial})$`);
const hyphen = new RegExp(`^(${partial})\\s+-\\s+(${partial})$`);
const captured = new RegExp(
  `^(${numberOrX})(?:\\.(${numberOrX})(?:\\.(${numberOrX})(?:-(${parts}))?(?:\\+(${parts}))?)?)?$`,
);

/** Parses a range in the syntax of npm (`>=1.0.0 <2.0.0 || ~3.1`); throws a PuppetError. */
export function parseSemVerRange(text: string): PSemVerRange {
  const alternatives = text.replace(/([><=~^])(?:\s+|\s*v)/g, '$1').split(/\s*\|\|\s*/);
  while (alternatives.length > 0 && alternatives[alternatives.length - 1] === '') alternatives.pop();
  if (alternatives.length === 0) return new PSemVerRange('*', [allVersions]);
  const intervals = alternatives.map((alternative) => parseAlternative(alternative, text));
  return rangeOf(intervals, text);
}

/** From one version to another. */
export function semVerRangeBetween(min: PSemVer, max: PSemVer, excludeMax: boolean): PSemVerRange {
  const upper = excludeMax ? lessThan(max) : atMost(max);
  const text = excludeMax ? `>=${max} <${min}` : `${max} - ${min}`;
  return rangeOf([intersectVersions(atLeast(min), upper)], text);
}

/** Whether the range holds the version. */
export function rangeIncludes(range: PSemVerRange, version: PSemVer): boolean {
  return range.ranges.some((interval) => intervalMatches(interval, version));
}

function rangeOf(intervals: readonly (VersionInterval | null)[], text: string): PSemVerRange {
  const some = intervals.filter((interval) => interval !== null);
  const distinct = [...new Map(some.map((interval) => [interval.text, interval])).values()];
  return new PSemVerRange(text, distinct.length === 0 ? [noVersions] : distinct);
}

function parseAlternative(text: string, whole: string): VersionInterval | null {
  const ends = hyphen.exec(text);
  if (ends !== null) return intersectVersions(atLeast(fullVersion(ends[1]!)), atMost(fullVersion(ends[2]!)));
  const simples = text.split(/\s+/).filter((word, index) => word !== '' || index === 0);
  return simples
    .map((word) => parseSimple(word, whole))
    .reduce<VersionInterval | null>((left, right) => left && intersectVersions(left, right), allVersions);
}

function parseSimple(text: string, whole: string): VersionInterval {
  const match = simple.exec(text);
  if (match === null) throw new PuppetError(`Unparsable version range: "${whole}"`);
  const version = partialVersion(match[2]!);
  const parser = operators[match[1] ?? '='];
  return parser!(version);
}

interface Partial {
  major: number | null;
  minor: number | null;
  patch: number | null;
  prerelease: (string | number)[] | null;
  build: string[] | null;
}

function partialVersion(text: string): Partial {
  const [, major, minor, patch, prerelease, build] = captured.exec(text)!;
  return {
    major: digit(major),
    minor: digit(minor),
    patch: digit(patch),
    prerelease: parsePrerelease(prerelease),
    build: parseBuild(build),
  };
}

function digit(text: string | undefined): number | null {
  return text === undefined || /[xX*]/.test(text) ? null : Number(text);
}

const at = (major: number, minor = 0, patch = 0): PSemVer => new PSemVer(major, minor, patch);

function complete(version: Partial): PSemVer {
  return new PSemVer(
    version.major ?? 0,
    version.minor ?? 0,
    version.patch ?? 0,
    version.prerelease,
    version.build,
  );
}

function fullVersion(text: string): PSemVer {
  return complete(partialVersion(text));
}

const span = (from: PSemVer, to: PSemVer): VersionInterval => between(atLeast(from), lessThan(to));

function patchUpdates(version: Partial, exact: boolean): VersionInterval {
  const { major, minor, patch } = version;
  if (major === null) return allVersions;
  if (minor === null) return span(at(major), at(major + 1));
  if (patch === null) return span(at(major, minor), at(major, minor + 1));
  return exact ? exactly(complete(version)) : span(complete(version), at(major, minor + 1));
}

function caret(version: Partial): VersionInterval {
  const { major, minor, patch, prerelease } = version;
  if (major === 0 || major === null) return patchUpdates(version, false);
  if (minor === null || patch === null) return span(at(major, minor ?? 0), at(major + 1));
  return span(prerelease === null ? at(major, minor, patch) : complete(version), at(major + 1));
}

function above(version: Partial): VersionInterval {
  const { major, minor, patch } = version;
  if (major === null) return noVersions;
  if (minor === null) return atLeast(at(major + 1));
  return patch === null ? atLeast(at(major, minor + 1)) : greaterThan(complete(version));
}

function upTo(version: Partial): VersionInterval {
  const { major, minor, patch } = version;
  if (major === null) return allVersions;
  if (minor === null) return lessThan(at(major + 1));
  return patch === null ? lessThan(at(major, minor + 1)) : atMost(complete(version));
}

const operators: Record<string, (version: Partial) => VersionInterval> = {
  '~': (version) => patchUpdates(version, false),
  '~>': (version) => patchUpdates(version, false),
  '~=': (version) => patchUpdates(version, false),
  '^': caret,
  '>': above,
  '>=': (version) => atLeast(complete(version)),
  '<': (version) => lessThan(complete(version)),
  '<=': upTo,
  '=': (version) => patchUpdates(version, true),
};
