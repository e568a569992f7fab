import { PuppetError } from '../error.ts';
import {
  defaultTimespanFormats,
  formatTimespan,
  parseTimespan,
  timespanFromFields,
} from '../values/timespan.ts';
import { formatTimestamp, parseTimestamp } from '../values/timestamp.ts';
import { DEFAULT, PFloat, PTimespan, PTimestamp, type Value } from '../values/value.ts';
import { rubyClassName } from './ruby-class.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';

type Time = PTimespan | PTimestamp;

/** What Timespan and Timestamp share: an inclusive range, open where null. */
abstract class PTimeType<T extends Time> extends PType {
  readonly from: T | null;
  readonly to: T | null;
  constructor(from: T | null = null, to: T | null = null) {
    super();
    this.from = from;
    this.to = to;
    if (from !== null && to !== null && from.nsecs > to.nsecs) {
      throw new PuppetError(
        `'from' must be less or equal to 'to'. Got (${this.print(from)}, ${this.print(to)}`,
      );
    }
  }
  protected abstract print(time: T): string;
  protected abstract make(from: T | null, to: T | null): PTimeType<T>;

  protected contains(time: T): boolean {
    if (this.from !== null && time.nsecs < this.from.nsecs) return false;
    return this.to === null || time.nsecs <= this.to.nsecs;
  }
  accepts(other: PType): boolean {
    if (other.constructor !== this.constructor) return false;
    const { from, to } = other as PTimeType<T>;
    const starts = this.from === null || (from !== null && this.from.nsecs <= from.nsecs);
    return starts && (this.to === null || (to !== null && this.to.nsecs >= to.nsecs));
  }
  /** The union when the ranges meet, else null. */
  merge(other: PTimeType<T>): PTimeType<T> | null {
    if (before(this, other) || before(other, this)) return null;
    const from = this.from !== null && other.from !== null ? earlier(this.from, other.from) : null;
    const to = this.to !== null && other.to !== null ? later(this.to, other.to) : null;
    return this.make(from, to);
  }
  override generalize(): PType {
    return this.make(null, null);
  }
  format(format: TypeFormat): string {
    if (this.from === null && this.to === null) return this.name;
    const parameters = [this.from === null ? 'default' : `'${this.print(this.from)}'`];
    const same = this.to !== null && this.from?.nsecs === this.to.nsecs;
    if (this.to !== null && (!same || format.identity)) parameters.push(`'${this.print(this.to)}'`);
    return withParameters(this.name, parameters);
  }
  override get isScalar(): boolean {
    return true;
  }
}

function before(a: PTimeType<Time>, b: PTimeType<Time>): boolean {
  return a.to !== null && b.from !== null && a.to.nsecs < b.from.nsecs;
}

function earlier<T extends Time>(a: T, b: T): T {
  return a.nsecs <= b.nsecs ? a : b;
}

function later<T extends Time>(a: T, b: T): T {
  return a.nsecs >= b.nsecs ? a : b;
}

/** `Timespan[from, to]`. */
export class PTimespanType extends PTimeType<PTimespan> {
  readonly name = 'Timespan';
  isInstance(value: Value): boolean {
    return value instanceof PTimespan && this.contains(value);
  }
  protected print(time: PTimespan): string {
    return formatTimespan(time);
  }
  protected make(from: PTimespan | null, to: PTimespan | null): PTimespanType {
    return new PTimespanType(from, to);
  }
}

/** `Timestamp[from, to]`. */
export class PTimestampType extends PTimeType<PTimestamp> {
  readonly name = 'Timestamp';
  isInstance(value: Value): boolean {
    return value instanceof PTimestamp && this.contains(value);
  }
  protected print(time: PTimestamp): string {
    return formatTimestamp(time);
  }
  protected make(from: PTimestamp | null, to: PTimestamp | null): PTimestampType {
    return new PTimestampType(from, to);
  }
}

export const timespanType = new PTimespanType();
export const timestampType = new PTimestampType();

/** `Timespan[...]` of evaluated parameters; throws a PuppetError. */
export function makeTimespanType(parameters: readonly Value[]): PTimespanType {
  return new PTimespanType(...parameters.map(toTimespan));
}

/** `Timestamp[...]` of evaluated parameters; throws a PuppetError. */
export function makeTimestampType(parameters: readonly Value[]): PTimestampType {
  return new PTimestampType(...parameters.map(toTimestamp));
}

function toTimespan(value: Value): PTimespan | null {
  if (value === null || value === DEFAULT) return null;
  if (value instanceof PTimespan) return value;
  if (typeof value === 'string') return parseTimespan(value, defaultTimespanFormats);
  if (value instanceof Map) {
    const text = value.get('string');
    return typeof text === 'string'
      ? parseTimespan(text, formatsOf(value.get('format')) ?? defaultTimespanFormats)
      : timespanFromFields(value);
  }
  return new PTimespan(seconds(value, 'Puppet::Pops::Time::Timespan'));
}

function toTimestamp(value: Value): PTimestamp | null {
  if (value === null || value === DEFAULT) return null;
  if (value instanceof PTimestamp) return value;
  if (typeof value === 'string') return parseTimestamp(value);
  if (value instanceof Map) {
    const zone = value.get('timezone');
    const text = value.get('string') as string;
    return parseTimestamp(text, formatsOf(value.get('format')), typeof zone === 'string' ? zone : undefined);
  }
  return new PTimestamp(seconds(value, 'Puppet::Pops::Time::Timestamp'));
}

function formatsOf(value: Value | undefined): string | string[] | undefined {
  return value === undefined || value === null ? undefined : (value as string | string[]);
}

function seconds(value: Value, target: string): bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return BigInt(value) * 1_000_000_000n;
  if (value instanceof PFloat) return BigInt(Math.trunc(value.value * 1e9));
  throw new PuppetError(`Unable to create a ${target} from a ${rubyClassName(value)}`);
}
