import { PuppetError } from '../error.ts';
import { formatTime } from './strftime.ts';
import { type ParsedTime, parseTime, zoneOffset } from './strptime.ts';
import { PTimestamp } from './value.ts';

const withoutZone = ['%FT%T.%N', '%FT%T', '%F %T.%N', '%F %T', '%F'];
const withZone = ['%FT%T.%N %Z', '%FT%T %Z', '%F %T.%N %Z', '%F %T %Z', '%F %Z'];

/** Writes a point in time in UTC, or in a zone (`+02:00`, `CET`); by default as `2016-03-31T12:57:00.000000000 UTC`. */
export function formatTimestamp(timestamp: PTimestamp, format = withZone[0]!, zone?: string): string {
  const offset = zone === undefined || zone === '' ? null : offsetOf(zone);
  return formatTime(timestamp.nsecs, format, offset);
}

/** Reads a point in time in one format, or in the first of several that fits; throws a PuppetError. */
export function parseTimestamp(
  text: string,
  formats?: string | readonly string[],
  zone?: string,
): PTimestamp {
  const hasZone = zone !== undefined && zone !== '';
  const given = formats ?? (hasZone ? withoutZone : [...withZone, ...withoutZone]);
  const parsed =
    typeof given === 'string' ? parseOne(text, given, hasZone) : parseFirst(text, given, hasZone);
  const offset = hasZone ? offsetOf(zone) : parsed.zone === undefined ? 0 : offsetOf(parsed.zone);
  return new PTimestamp(toNanoseconds(parsed) - BigInt(offset) * 1_000_000_000n);
}

function parseFirst(text: string, formats: readonly string[], hasZone: boolean): ParsedTime {
  for (const format of formats) {
    const parsed = parseTime(text, format);
    if (parsed !== null && parsed.leftover === '' && !(hasZone && parsed.zone !== undefined)) return parsed;
  }
  throw new PuppetError(`Unable to parse '${text}' using any of the formats ${formats.join(', ')}`);
}

function parseOne(text: string, format: string, hasZone: boolean): ParsedTime {
  const parsed = parseTime(text, format);
  if (parsed === null || parsed.leftover !== '') {
    throw new PuppetError(`Unable to parse '${text}' using format '${format}'`);
  }
  if (hasZone && parsed.zone !== undefined) {
    throw new PuppetError(
      'Using a Timezone designator in format specification is mutually exclusive to providing an explicit timezone argument',
    );
  }
  return parsed;
}

function toNanoseconds(parsed: ParsedTime): bigint {
  if (parsed.year === undefined) throw new PuppetError("can't convert nil into an exact number");
  const { year, month = 1, day = 1, hour = 0, minute = 0, second = 0, fraction = 0n } = parsed;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return BigInt(date.getTime()) * 1_000_000n + fraction;
}

function offsetOf(zone: string): number {
  if (zone.toLowerCase() === 'current') return 0;
  const offset = zoneOffset(zone);
  if (offset === null) throw new PuppetError(`Illegal timezone '${zone}'`);
  return offset;
}
