import { PuppetError } from '../error.ts';
import { formatFloat } from '../values/float.ts';
import { isInteger } from '../values/integer.ts';
import { PFloat, type Value } from '../values/value.ts';
import { PType, withParameters } from './type.ts';

/** A bound of a range: an Integer's value, a Float's, or an infinity for none. */
export type Bound = number | bigint;

/** `Numeric`: Integer and Float. */
export class PNumericType extends PType {
  readonly name: string = 'Numeric';
  isInstance(value: Value): boolean {
    return isInteger(value) || value instanceof PFloat;
  }
  accepts(other: PType): boolean {
    return other instanceof PNumericType || other instanceof PRangeType;
  }
  format(): string {
    return this.name;
  }
  override get isScalarData(): boolean {
    return true;
  }
}

/** What Integer and Float share: an inclusive range. */
export abstract class PRangeType extends PType {
  readonly from: Bound;
  readonly to: Bound;
  constructor(from: Bound = -Infinity, to: Bound = Infinity) {
    super();
    this.from = from;
    this.to = to;
    if (from > to) throw badRange(this.print(from), this.print(to));
  }
  abstract print(bound: Bound): string;

  contains(value: Bound): boolean {
    return value >= this.from && value <= this.to;
  }
  accepts(other: PType): boolean {
    return other.constructor === this.constructor && this.covers(other as PRangeType);
  }
  covers(other: PRangeType): boolean {
    return this.from <= other.from && this.to >= other.to;
  }
  intersects(other: PRangeType): boolean {
    return !(this.to < other.from || other.to < this.from);
  }
  get unbounded(): boolean {
    return this.from === -Infinity && this.to === Infinity;
  }
  /** The bounds as they stand in brackets. */
  rangeParameters(): string[] {
    if (this.unbounded) return [];
    const from = this.from === -Infinity ? 'default' : this.print(this.from);
    return this.to === Infinity ? [from] : [from, this.print(this.to)];
  }
  format(): string {
    return withParameters(this.name, this.rangeParameters());
  }
  override get isScalarData(): boolean {
    return true;
  }
}

function badRange(from: string, to: string): PuppetError {
  return new PuppetError(`'from' must be less or equal to 'to'. Got (${from}, ${to}`);
}

/** `Integer[from, to]`. */
export class PIntegerType extends PRangeType {
  readonly name = 'Integer';
  isInstance(value: Value): boolean {
    return isInteger(value) && value >= this.from && value <= this.to;
  }
  print(bound: Bound): string {
    return String(bound);
  }
  override generalize(): PType {
    return integerType;
  }
  /** Whether both ends are bounded. */
  get finite(): boolean {
    return this.from !== -Infinity && this.to !== Infinity;
  }
  /** The range of sizes: nothing below zero. */
  toSize(): PIntegerType {
    return this.from >= 0 ? this : new PIntegerType(0, greatest(this.to, 0));
  }
  /** The union when the ranges meet, else null. */
  merge(other: PIntegerType): PIntegerType | null {
    const adjacent = next(this.to) === other.from || next(other.to) === this.from;
    if (!this.intersects(other) && !adjacent) return null;
    return new PIntegerType(least(this.from, other.from), greatest(this.to, other.to));
  }
}

function next(bound: Bound): Bound {
  return typeof bound === 'bigint' ? bound + 1n : bound + 1;
}

/** `Float[from, to]`. */
export class PFloatType extends PRangeType {
  readonly name = 'Float';
  isInstance(value: Value): boolean {
    return value instanceof PFloat && value.value >= this.from && value.value <= this.to;
  }
  print(bound: Bound): string {
    return formatFloat(Number(bound));
  }
  override generalize(): PType {
    return floatType;
  }
  /** The union when the ranges meet, else null. */
  merge(other: PFloatType): PFloatType | null {
    if (!this.intersects(other)) return null;
    return new PFloatType(least(this.from, other.from), greatest(this.to, other.to));
  }
}

/** The smaller and the greater of two bounds. */
export function least(a: Bound, b: Bound): Bound {
  return a <= b ? a : b;
}
export function greatest(a: Bound, b: Bound): Bound {
  return a >= b ? a : b;
}

export const numericType = new PNumericType();
export const integerType = new PIntegerType();
export const floatType = new PFloatType();

/** Sizes: any, none, at least one. */
export const anySize = new PIntegerType(0);
export const zeroSize = new PIntegerType(0, 0);
export const notEmptySize = new PIntegerType(1);

/** The size type of exactly that many. */
export function exactSize(count: number): PIntegerType {
  return count === 0 ? zeroSize : new PIntegerType(count, count);
}
