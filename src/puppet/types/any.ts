import { DEFAULT, type Value } from '../values/value.ts';
import { PType } from './type.ts';

/** `Any`: every value. */
export class PAnyType extends PType {
  readonly name = 'Any';
  isInstance(): boolean {
    return true;
  }
  accepts(): boolean {
    return true;
  }
  format(): string {
    return this.name;
  }
}

/** `Unit`: the element type of empty collections, assignable both ways to everything. */
export class PUnitType extends PType {
  readonly name = 'Unit';
  isInstance(): boolean {
    return true;
  }
  override isAssignable(): boolean {
    return true;
  }
  override isAssignableTo(): boolean {
    return true;
  }
  accepts(): boolean {
    return true;
  }
  format(): string {
    return this.name;
  }
}

/** `Undef`. */
export class PUndefType extends PType {
  readonly name = 'Undef';
  isInstance(value: Value): boolean {
    return value === null;
  }
  accepts(other: PType): boolean {
    return other instanceof PUndefType;
  }
  format(): string {
    return this.name;
  }
}

/** `Default`: the type of the literal `default`. */
export class PDefaultType extends PType {
  readonly name = 'Default';
  isInstance(value: Value): boolean {
    return value === DEFAULT;
  }
  accepts(other: PType): boolean {
    return other instanceof PDefaultType;
  }
  format(): string {
    return this.name;
  }
}

export const anyType = new PAnyType();
export const unitType = new PUnitType();
export const undefType = new PUndefType();
export const defaultType = new PDefaultType();
