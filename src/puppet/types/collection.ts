import type { PHash, Value } from '../values/value.ts';
import { anyType, PAnyType, PUnitType, unitType } from './any.ts';
import type { Guard } from './guard.ts';
import { anySize, exactSize, type PIntegerType, zeroSize } from './numeric.ts';
import { PStructType } from './struct.ts';
import { PTupleType } from './tuple.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';

/** What Collection, Array and Hash share: sizes. `size` is null when any will do. */
abstract class PSizedType extends PType {
  readonly size: PIntegerType | null;
  constructor(size: PIntegerType | null = null) {
    super();
    this.size = size === null ? null : size.toSize();
  }
  sizeAllows(count: number): boolean {
    const { size } = this;
    return size === null || (count >= size.from && count <= size.to);
  }
  get minimum(): PIntegerType {
    return this.size ?? anySize;
  }
  get isEmptyRange(): boolean {
    return this.size !== null && this.size.from === 0 && this.size.to === 0;
  }
  protected sizeParameters(format: TypeFormat): string[] {
    if (this.size === null) return [];
    const parameters = this.size.rangeParameters();
    return format.identity && parameters.length === 0 ? ['default'] : parameters;
  }
}

/** `Collection[min, max]`: an Array or a Hash. */
export class PCollectionType extends PSizedType {
  readonly name = 'Collection';
  isInstance(value: Value): boolean {
    if (Array.isArray(value)) return this.sizeAllows(value.length);
    return value instanceof Map && this.sizeAllows(value.size);
  }
  accepts(other: PType): boolean {
    if (other instanceof PSizedType) return this.minimum.covers(other.minimum);
    if (other instanceof PTupleType) return this.minimum.covers(other.size ?? exactSize(other.types.length));
    return other instanceof PStructType && this.sizeAllows(other.elements.length);
  }
  override generalize(): PType {
    return collectionType;
  }
  override normalize(): PType {
    return collectionType;
  }
  format(format: TypeFormat): string {
    return withParameters(this.name, this.sizeParameters(format));
  }
}

/** `Array[T, min, max]`. */
export class PArrayType extends PSizedType {
  readonly name = 'Array';
  readonly element: PType;
  constructor(element: PType | null = null, size: PIntegerType | null = null) {
    super(size);
    this.element = size !== null && isZero(size) ? unitType : (element ?? anyType);
  }
  isInstance(value: Value, guard?: Guard): boolean {
    if (!Array.isArray(value) || !this.sizeAllows(value.length)) return false;
    const { element } = this;
    if (element instanceof PAnyType) return true;
    for (let index = 0; index < value.length; index++) {
      if (!element.isInstance(value[index]!, guard)) return false;
    }
    return true;
  }
  accepts(other: PType, guard?: Guard): boolean {
    if (other instanceof PTupleType) {
      const size = other.size ?? exactSize(other.types.length);
      return this.minimum.covers(size) && other.types.every((type) => this.element.isAssignable(type, guard));
    }
    if (!(other instanceof PArrayType)) return false;
    return this.minimum.covers(other.minimum) && this.element.isAssignable(other.element, guard);
  }
  override generalize(): PType {
    if (this.element instanceof PAnyType) return arrayType;
    const element = this.element.generalize();
    return this.size === null && element === this.element ? this : new PArrayType(element);
  }
  override normalize(): PType {
    if (this.element instanceof PAnyType) return arrayType;
    const element = this.element.normalize();
    return element === this.element ? this : new PArrayType(element, this.size);
  }
  override parts(): readonly PType[] {
    return [this.element];
  }
  format(format: TypeFormat): string {
    if (this.isEmptyRange) return 'Array[0, 0]';
    const size = this.sizeParameters(format);
    if (this.size === null && this.element instanceof PAnyType) return this.name;
    return withParameters(this.name, [this.element.format(format), ...size]);
  }
}

/** `Hash[K, V, min, max]`. */
export class PHashType extends PSizedType {
  readonly name = 'Hash';
  readonly key: PType;
  readonly value: PType;
  constructor(key: PType | null = null, value: PType | null = null, size: PIntegerType | null = null) {
    super(size);
    const empty = size !== null && isZero(size);
    this.key = empty ? unitType : (key ?? anyType);
    this.value = empty ? unitType : (value ?? anyType);
  }
  isInstance(value: Value, guard?: Guard): boolean {
    if (!(value instanceof Map) || !this.sizeAllows(value.size)) return false;
    return this.key instanceof PAnyType && this.value instanceof PAnyType ? true : this.#holds(value, guard);
  }
  #holds(hash: PHash, guard?: Guard): boolean {
    for (const key of hash.keys()) if (!this.key.isInstance(key, guard)) return false;
    for (const entry of hash.values()) if (!this.value.isInstance(entry, guard)) return false;
    return true;
  }
  accepts(other: PType, guard?: Guard): boolean {
    if (other instanceof PHashType) return this.#acceptsHash(other, guard);
    if (!(other instanceof PStructType) || !this.sizeAllows(other.elements.length)) return false;
    return other.elements.every(
      ({ name, valueType }) => this.key.isInstance(name, guard) && this.value.isAssignable(valueType, guard),
    );
  }
  #acceptsHash(other: PHashType, guard?: Guard): boolean {
    if (this.minimum.from === 0 && other.isEmptyHash) return true;
    if (!this.key.isAssignable(other.key, guard) || !this.value.isAssignable(other.value, guard))
      return false;
    return this.minimum.covers(other.minimum);
  }
  /** Whether this is the type of `{}`. */
  get isEmptyHash(): boolean {
    return this.isEmptyRange && this.key instanceof PUnitType && this.value instanceof PUnitType;
  }
  get isDefault(): boolean {
    return this.size === null && this.key instanceof PAnyType && this.value instanceof PAnyType;
  }
  override generalize(): PType {
    if (this.isDefault || this.isEmptyHash) return this;
    return this.#with(this.key.generalize(), this.value.generalize(), null);
  }
  override normalize(): PType {
    if (this.isDefault || this.isEmptyHash) return this;
    return this.#with(this.key.normalize(), this.value.normalize(), this.size);
  }
  #with(key: PType, value: PType, size: PIntegerType | null): PType {
    const same = this.size === size && key === this.key && value === this.value;
    return same ? this : new PHashType(key, value, size);
  }
  override parts(): readonly PType[] {
    return [this.key, this.value];
  }
  format(format: TypeFormat): string {
    if (this.isEmptyRange) return 'Hash[0, 0]';
    if (this.isDefault) return this.name;
    const parameters = [this.key.format(format), this.value.format(format)];
    return withParameters(this.name, [...parameters, ...this.sizeParameters(format)]);
  }
}

function isZero(size: PIntegerType): boolean {
  return size.from === 0 && size.to === 0;
}

export const collectionType = new PCollectionType();
export const arrayType = new PArrayType();
export const emptyArrayType = new PArrayType(unitType, zeroSize);
export const hashType = new PHashType();
export const emptyHashType = new PHashType(unitType, unitType, zeroSize);
