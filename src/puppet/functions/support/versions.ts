import { compareBytes } from '../../types/string.ts';

/** Compares versions of packages as Puppet does: by runs of digits and of other characters; -1, 0 or 1. */
export function versionCompare(a: string, b: string, ignoreTrailingZeroes = false): number {
  const [left, right] = ignoreTrailingZeroes ? [withoutZeroes(a), withoutZeroes(b)] : [a, b];
  const [as, bs] = [parts(left), parts(right)];
  for (let index = 0; index < Math.min(as.length, bs.length); index++) {
    if (as[index] !== bs[index]) return compareParts(as[index]!, bs[index]!);
  }
  return Math.sign(compareBytes(left, right));
}

function parts(version: string): string[] {
  return version.match(/[-.]|\d+|[^-.\d]+/g) ?? [];
}

function compareParts(a: string, b: string): number {
  for (const mark of ['-', '.']) {
    if (a === mark) return -1;
    if (b === mark) return 1;
  }
  const bothDigits = /^\d+$/.test(a) && /^\d+$/.test(b);
  if (!bothDigits || a.startsWith('0') || b.startsWith('0'))
    return Math.sign(compareBytes(a.toUpperCase(), b.toUpperCase()));
  // Without zeroes before them the longer number is the larger one.
  return Math.sign(a.length - b.length) || Math.sign(compareBytes(a, b));
}

function withoutZeroes(version: string): string {
  const [first = '', ...rest] = version.split('-');
  return [first.replace(/[.0]+$/, ''), ...rest].join('-');
}
