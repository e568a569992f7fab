import {
  PFloat,
  PRegexp,
  PSemVer,
  PSemVerRange,
  PTimespan,
  PTimestamp,
  type Value,
} from '../values/value.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';

/** `Scalar`: strings, numbers, booleans, regular expressions, versions and times. */
export class PScalarType extends PType {
  readonly name: string = 'Scalar';
  isInstance(value: Value): boolean {
    return isScalarData(value) || isOtherScalar(value);
  }
  accepts(other: PType): boolean {
    return other.isScalar;
  }
  format(): string {
    return this.name;
  }
  override get isScalar(): boolean {
    return true;
  }
}

/** `ScalarData`: the scalars that JSON can hold. */
export class PScalarDataType extends PType {
  readonly name = 'ScalarData';
  isInstance(value: Value): boolean {
    return isScalarData(value);
  }
  accepts(other: PType): boolean {
    return other.isScalarData;
  }
  format(): string {
    return this.name;
  }
  override get isScalarData(): boolean {
    return true;
  }
}

function isScalarData(value: Value): boolean {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'bigint':
      return true;
    default:
      return value instanceof PFloat;
  }
}

function isOtherScalar(value: Value): boolean {
  return (
    value instanceof PRegexp ||
    value instanceof PSemVer ||
    value instanceof PSemVerRange ||
    value instanceof PTimespan ||
    value instanceof PTimestamp
  );
}

/** `Boolean`, or `Boolean[true]` and `Boolean[false]`. */
export class PBooleanType extends PType {
  readonly name = 'Boolean';
  readonly value: boolean | null;
  constructor(value: boolean | null = null) {
    super();
    this.value = value;
  }
  isInstance(value: Value): boolean {
    return typeof value === 'boolean' && (this.value === null || this.value === value);
  }
  accepts(other: PType): boolean {
    return other instanceof PBooleanType && (this.value === null || this.value === other.value);
  }
  override generalize(): PType {
    return booleanType;
  }
  format(_format: TypeFormat): string {
    return withParameters(this.name, this.value === null ? [] : [String(this.value)]);
  }
  override get isScalarData(): boolean {
    return true;
  }
}

export const scalarType = new PScalarType();
export const scalarDataType = new PScalarDataType();
export const booleanType = new PBooleanType();
export const trueType = new PBooleanType(true);
export const falseType = new PBooleanType(false);
