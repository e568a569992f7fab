import { PuppetError } from '../error.ts';
import { parseTimespanFormat, type TimespanFormat, type TimespanSegment } from './timespan-format.ts';
import { type PHash, PTimespan } from './value.ts';

/** The formats tried on a text when none is given. */
export const defaultTimespanFormats: readonly string[] = [
  '%D-%H:%M:%S.%-N',
  '%H:%M:%S.%-N',
  '%M:%S.%-N',
  '%S.%-N',
  '%D-%H:%M:%S',
  '%H:%M:%S',
  '%D-%H:%M',
  '%S',
];

const nsecs = {
  D: 86_400_000_000_000n,
  H: 3_600_000_000_000n,
  M: 60_000_000_000n,
  S: 1_000_000_000n,
  L: 1_000_000n,
  N: 1n,
};

const cycles = { D: 0n, H: 24n, M: 60n, S: 60n, L: 1000n, N: 1_000_000_000n };

/** Writes a duration, by default as `days-hours:minutes:seconds.fraction`; throws a PuppetError for a bad format. */
export function formatTimespan(timespan: PTimespan, format = defaultTimespanFormats[0]!): string {
  const size = timespan.nsecs < 0n ? -timespan.nsecs : timespan.nsecs;
  const text = parseTimespanFormat(format).segments.map((segment) => formatSegment(segment, size));
  return (timespan.nsecs < 0n ? '-' : '') + text.join('');
}

function formatSegment(segment: TimespanSegment | string, size: bigint): string {
  if (typeof segment === 'string') return segment;
  const isFraction = segment.unit === 'L' || segment.unit === 'N';
  const value = segment.unit === 'N' ? nanoseconds(segment, size) : counted(segment, size);
  return isFraction ? padFraction(segment, value) : padNumber(segment, value);
}

function counted(segment: TimespanSegment, size: bigint): bigint {
  const total = size / nsecs[segment.unit];
  const cycle = cycles[segment.unit];
  return segment.total || cycle === 0n ? total : total % cycle;
}

function nanoseconds(segment: TimespanSegment, size: bigint): bigint {
  const width = segment.width ?? 9;
  if (width >= 9) return segment.total ? size : size % nsecs.S;
  const scaled = size / 10n ** BigInt(9 - width);
  return segment.total ? scaled : scaled % 10n ** BigInt(width);
}

const defaultWidths = { D: 1, H: 2, M: 2, S: 2, L: 3, N: 9 };

function padNumber(segment: TimespanSegment, value: bigint): string {
  if (segment.pad === null) return String(value);
  return String(value).padStart(segment.width ?? defaultWidths[segment.unit], segment.pad);
}

function padFraction(segment: TimespanSegment, value: bigint): string {
  const keep = segment.total || segment.pad === '0';
  const digits = keep ? String(value) : String(value).replace(/^(\d+?)0*$/, '$1');
  return segment.pad === null ? digits : digits.padEnd(segment.width ?? defaultWidths[segment.unit], ' ');
}

/** Reads a duration in one format, or in the first of several that fits; throws a PuppetError. */
export function parseTimespan(text: string, formats: string | readonly string[]): PTimespan {
  if (typeof formats === 'string') return readTimespan(text, parseTimespanFormat(formats));
  for (const format of formats) {
    try {
      return readTimespan(text, parseTimespanFormat(format));
    } catch {
      // the next format is tried
    }
  }
  throw new PuppetError(`Unable to parse '${text}' using any of the formats ${formats.join(', ')}`);
}

function readTimespan(text: string, format: TimespanFormat): PTimespan {
  const match = format.regexp.exec(text);
  const unreadable = () => new PuppetError(`Unable to parse '${text}' using format '${format.text}'`);
  if (match === null) throw unreadable();
  let total = 0n;
  for (const [index, segment] of format.segments.entries()) {
    if (typeof segment === 'string') continue;
    const digits = match[index + 1]!.trimStart();
    if (!/^[0-9]+$/.test(digits)) throw unreadable();
    total += segmentNanoseconds(segment, digits);
  }
  return new PTimespan(text.startsWith('-') ? -total : total);
}

function segmentNanoseconds(segment: TimespanSegment, digits: string): bigint {
  const value = BigInt(digits);
  if (segment.unit !== 'L' && segment.unit !== 'N') return value * nsecs[segment.unit];
  if (segment.total) {
    throw new PuppetError(
      'Format specifiers %L and %N denotes fractions and must be used together with a specifier of higher magnitude',
    );
  }
  return digits.length >= 9 ? value : value * 10n ** BigInt(9 - digits.length);
}

/** The duration of a hash with `days`, `hours` … `nanoseconds` and `negative`. */
export function timespanFromFields(fields: PHash): PTimespan {
  const field = (name: string): bigint =>
    BigInt((fields.get(name) as number | bigint | null | undefined) ?? 0);
  const hours = field('days') * 24n + field('hours');
  const seconds = (hours * 60n + field('minutes')) * 60n + field('seconds');
  const micros = (seconds * 1000n + field('milliseconds')) * 1000n + field('microseconds');
  const total = micros * 1000n + field('nanoseconds');
  return new PTimespan(fields.get('negative') === true ? -total : total);
}
