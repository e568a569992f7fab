import type { Value } from '../values/value.ts';
import { PArrayType } from './collection.ts';
import type { Guard } from './guard.ts';
import { anySize, PIntegerType } from './numeric.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';

/** `Tuple[T, U, min, max]`: the last type repeats when more than the given types are allowed. */
export class PTupleType extends PType {
  readonly name = 'Tuple';
  readonly types: readonly PType[];
  readonly size: PIntegerType | null;
  constructor(types: readonly PType[] = [], size: PIntegerType | null = null) {
    super();
    this.types = types;
    this.size = size === null ? null : size.toSize();
  }
  isInstance(value: Value, guard?: Guard): boolean {
    if (!Array.isArray(value) || !this.#sizeAllows(value.length)) return false;
    if (this.types.length === 0) return true;
    for (let index = 0; index < value.length; index++) {
      if (!this.typeAt(index)!.isInstance(value[index]!, guard)) return false;
    }
    return true;
  }
  #sizeAllows(count: number): boolean {
    if (this.size !== null) return this.size.contains(count);
    return this.types.length === 0 || this.types.length === count;
  }
  /** The type of the element at an index, undefined for a tuple of anything. */
  typeAt(index: number): PType | undefined {
    return this.types[index] ?? this.types[this.types.length - 1];
  }
  /** The number of elements. */
  sizeRange(): PIntegerType {
    if (this.size !== null) return this.size;
    return this.types.length === 0 ? anySize : new PIntegerType(this.types.length, this.types.length);
  }
  accepts(other: PType, guard?: Guard): boolean {
    if (other instanceof PTupleType) return this.equals(other) || this.#acceptsTuple(other, guard);
    return other instanceof PArrayType && this.#acceptsArray(other, guard);
  }
  #acceptsTuple(other: PTupleType, guard?: Guard): boolean {
    if (!this.sizeRange().covers(other.sizeRange())) return false;
    if (this.types.length === 0) return true;
    if (other.types.length === 0) return this.sizeRange().from === 0;
    return other.types.every((type, index) => this.typeAt(index)!.isAssignable(type, guard));
  }
  #acceptsArray(other: PArrayType, guard?: Guard): boolean {
    const size = other.minimum;
    if (!this.sizeRange().covers(size)) return false;
    const count = size.to < this.types.length ? Number(size.to) : this.types.length;
    for (let index = 0; index < count; index++) {
      if (!this.typeAt(index)!.isAssignable(other.element, guard)) return false;
    }
    return true;
  }
  override generalize(): PType {
    return this.#map((type) => type.generalize());
  }
  override normalize(): PType {
    return this.#map((type) => type.normalize());
  }
  #map(change: (type: PType) => PType): PType {
    const types = this.types.map(change);
    return types.every((type, index) => type === this.types[index]) ? this : new PTupleType(types, this.size);
  }
  override parts(): readonly PType[] {
    return this.types;
  }
  format(format: TypeFormat): string {
    if (this.types.length === 0 && !format.identity) return this.name;
    const size = this.size === null ? [] : this.size.rangeParameters();
    if (format.identity && this.size !== null && size.length === 0) size.push('default');
    return withParameters(this.name, [...this.types.map((type) => type.format(format)), ...size]);
  }
}

export const tupleType = new PTupleType();
