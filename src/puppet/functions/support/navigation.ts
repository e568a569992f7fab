import { PuppetError } from '../../error.ts';

/**
 * Splits a dotted key: segments may be quoted to hold dots, and those that are integers index arrays.
 * Source: Puppet's manual, "Hiera: lookup keys with dots"; throws a PuppetError with the message given.
 */
export function splitKey(key: string, message: string): (string | number)[] {
  const segments = key.match(/"[^"]*"|'[^']*'|[^'".]+|\./g) ?? [];
  if (segments.join('').length !== key.length) throw new PuppetError(message);
  return segments.filter((_, index) => isSegment(segments, index, message)).map(unquoted);
}

function isSegment(segments: readonly string[], index: number, message: string): boolean {
  const separator = segments[index] === '.';
  const expected = index % 2 === 1;
  if (separator !== expected || (separator && index === segments.length - 1)) throw new PuppetError(message);
  return !separator;
}

function unquoted(segment: string): string | number {
  if (/^["']/.test(segment)) return segment.slice(1, -1);
  return /^\d+$/.test(segment) ? Number(segment) : segment;
}
