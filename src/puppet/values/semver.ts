import { PuppetError } from '../error.ts';
import { PSemVer } from './value.ts';

/** Below and above all versions. */
export const minVersion = new PSemVer(0, 0, 0, []);
export const maxVersion = new PSemVer(Infinity, 0, 0);

const part = '[0-9A-Za-z-]+';
const parts = `${part}(?:\\.${part})*`;

/** The expression of a whole version, as text without anchors; groups major, minor, patch, pre-release, build. */
export const versionPattern = `(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-(${parts}))?(?:\\+(${parts}))?`;

const wholeVersion = new RegExp(`^${versionPattern}\\n?$`);

/** Parses `1.2.3-rc.1+build`; throws a PuppetError. */
export function parseSemVer(text: string): PSemVer {
  const match = wholeVersion.exec(text);
  if (match === null) throw new PuppetError(`Unable to parse '${text}' as a semantic version identifier`);
  const [, major, minor, patch, prerelease, build] = match;
  return new PSemVer(
    Number(major),
    Number(minor),
    Number(patch),
    parsePrerelease(prerelease),
    parseBuild(build),
  );
}

/** The parts of a pre-release, numbers as numbers; throws a PuppetError for leading zeroes. */
export function parsePrerelease(text: string | undefined): (string | number)[] | null {
  return text === undefined ? null : text.split('.').map(prereleasePart);
}

function prereleasePart(text: string): string | number {
  if (!/^\d+$/.test(text)) return text;
  if (text.length > 1 && text.startsWith('0')) {
    throw new PuppetError('Numeric pre-release identifiers MUST NOT contain leading zeroes');
  }
  return Number(text);
}

/** The parts of a build. */
export function parseBuild(text: string | undefined): string[] | null {
  return text === undefined ? null : text.split('.');
}

/** Negative, zero or positive, by the precedence of semantic versions (builds do not count). */
export function compareSemVer(a: PSemVer, b: PSemVer): number {
  if (a.major !== b.major) return a.major < b.major ? -1 : 1;
  if (a.minor !== b.minor) return a.minor - b.minor;
  if (a.patch !== b.patch) return a.patch - b.patch;
  return comparePrerelease(a.prerelease, b.prerelease);
}

type Prerelease = PSemVer['prerelease'];

function comparePrerelease(a: Prerelease, b: Prerelease): number {
  if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
  for (const [index, mine] of a.entries()) {
    if (index >= b.length) return 1;
    const order = comparePart(mine, b[index]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function comparePart(a: string | number, b: string | number): number {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Whether there is no pre-release. */
export function isStable(version: PSemVer): boolean {
  return version.prerelease === null || version.prerelease.length === 0;
}
