import { PuppetError } from '../../error.ts';
import { makeHash } from '../../values/keys.ts';
import { defaultTimespanFormats, parseTimespan, timespanFromFields } from '../../values/timespan.ts';
import { parseTimestamp } from '../../values/timestamp.ts';
import { DEFAULT, PFloat, type PHash, PTimespan, PTimestamp, type Value } from '../../values/value.ts';
import { type Constructor, conversion, once } from './constructor.ts';

const timeTypes = { Formats: 'Variant[String[2],Array[String[2], 1]]' };

const fieldNames = ['days', 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds', 'nanoseconds'];

const fields = `Struct[{ Optional[negative] => Boolean, ${fieldNames.map((name) => `Optional[${name}] => Integer`).join(', ')} }]`;

function nanoseconds(seconds: Value): bigint {
  if (seconds instanceof PFloat) return BigInt(Math.trunc(seconds.value * 1e9));
  return BigInt(seconds as number | bigint) * 1_000_000_000n;
}

function formatsOf(value: Value | undefined): string | string[] | undefined {
  return value === undefined || value === null || value === DEFAULT
    ? undefined
    : (value as string | string[]);
}

/** `Timespan.new` of seconds, of a text, of fields, or of a hash of these. */
export const timespanConstructor = once(
  (): Constructor => ({
    name: 'new_timespan',
    conversions: [
      conversion('Variant[Integer,Float] seconds', (seconds) => new PTimespan(nanoseconds(seconds!))),
      conversion('String[1] string, ?Formats format', timespanFromText, timeTypes),
      conversion(
        'Integer days, Integer hours, Integer minutes, Integer seconds, ?Integer milliseconds, ?Integer microseconds, ?Integer nanoseconds',
        (...given) => timespanFromFields(makeHash(given.map((value, index) => [fieldNames[index]!, value]))),
      ),
      conversion(
        'Struct[{ string => String[1], Optional[format] => Formats }] hash_arg',
        (given) => timespanFromText((given as PHash).get('string'), (given as PHash).get('format')),
        timeTypes,
      ),
      conversion(`${fields} hash_arg`, (given) => timespanFromFields(given as PHash)),
    ],
  }),
);

function timespanFromText(text?: Value, format?: Value): Value {
  return parseTimespan(text as string, formatsOf(format) ?? defaultTimespanFormats);
}

/** `Timestamp.new` of seconds, of a text, or of a hash of its parts. Without arguments it would read the clock. */
export const timestampConstructor = once(
  (): Constructor => ({
    name: 'new_timestamp',
    conversions: [
      conversion('', () => currentTime()),
      conversion('Variant[Integer,Float] seconds', (seconds) => new PTimestamp(nanoseconds(seconds!))),
      conversion('String[1] string, ?Formats format, ?String[1] timezone', timestampFromText, timeTypes),
      conversion(
        'Struct[{ string => String[1], Optional[format] => Formats, Optional[timezone] => String[1] }] hash_arg',
        (given) => {
          const hash = given as PHash;
          return timestampFromText(hash.get('string'), hash.get('format'), hash.get('timezone'));
        },
        timeTypes,
      ),
    ],
  }),
);

function timestampFromText(text?: Value, format?: Value, zone?: Value): Value {
  return parseTimestamp(text as string, formatsOf(format), (zone as string | null | undefined) ?? undefined);
}

let clock: (() => bigint) | undefined;

/** Gives `Timestamp.new()` the time of the compilation, in nanoseconds since 1970. */
export function setClock(now: (() => bigint) | undefined): void {
  clock = now;
}

function currentTime(): Value {
  if (clock === undefined)
    throw new PuppetError('Timestamp.new() needs the time, which this compilation has not got');
  return new PTimestamp(clock());
}
