import { isInteger } from '../values/integer.ts';
import { PIterator, type Value } from '../values/value.ts';
import { PTypeAliasType } from './alias-type.ts';
import { anyType, PAnyType, unitType } from './any.ts';
import { PArrayType, PCollectionType, PHashType } from './collection.ts';
import type { Guard } from './guard.ts';
import { inferType } from './infer.ts';
import { exactSize, integerType, PIntegerType } from './numeric.ts';
import { PObjectType } from './object-type.ts';
import { PEnumType, PStringType } from './string.ts';
import { PStructType } from './struct.ts';
import { PTupleType } from './tuple.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';
import { makeVariant } from './variant.ts';
import { PTypeType } from './wrappers.ts';

/** What Iterable and Iterator share: the type of the elements, null for any. */
abstract class PSequenceType extends PType {
  readonly element: PType | null;
  constructor(element: PType | null = null) {
    super();
    this.element = element;
  }
  protected abstract wrap(element: PType): PType;
  override generalize(): PType {
    return this.#changed(this.element?.generalize());
  }
  override normalize(): PType {
    return this.#changed(this.element?.normalize());
  }
  #changed(element: PType | undefined): PType {
    return element === undefined || element === this.element ? this : this.wrap(element);
  }
  override parts(): readonly PType[] {
    return this.element === null ? [] : [this.element];
  }
  format(format: TypeFormat): string {
    return withParameters(this.name, this.element === null ? [] : [this.element.format(format)]);
  }
}

/** `Iterable[T]`: what can be walked: strings, collections, integers, ranges, Enums and iterators. */
export class PIterableType extends PSequenceType {
  readonly name = 'Iterable';
  isInstance(value: Value, guard?: Guard): boolean {
    return this.#ofAny(guard) ? isIterableValue(value) : this.isAssignable(inferType(value), guard);
  }
  accepts(other: PType, guard?: Guard): boolean {
    if (this.#ofAny(guard)) return isIterable(other, guard);
    const element = elementType(other, guard);
    return element !== null && this.element!.isAssignable(element, guard);
  }
  #ofAny(guard?: Guard): boolean {
    return this.element === null || this.element.isAssignable(anyType, guard);
  }
  protected wrap(element: PType): PType {
    return new PIterableType(element);
  }
}

function isIterableValue(value: Value): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return true;
  if (value instanceof Map || value instanceof PIterator || value instanceof PEnumType) return true;
  if (isInteger(value)) return value >= 0;
  if (value instanceof PIntegerType) return value.finite;
  return value instanceof PTypeAliasType && isIterableValue(value.resolved);
}

/** `Iterator[T]`: a lazy sequence. */
export class PIteratorType extends PSequenceType {
  readonly name = 'Iterator';
  isInstance(value: Value, guard?: Guard): boolean {
    if (!(value instanceof PIterator)) return false;
    return this.element === null || this.element.isAssignable(value.elementType, guard);
  }
  accepts(other: PType, guard?: Guard): boolean {
    if (!(other instanceof PIteratorType)) return false;
    return this.element === null || this.element.isAssignable(other.element ?? anyType, guard);
  }
  protected wrap(element: PType): PType {
    return new PIteratorType(element);
  }
}

/** Whether instances of the type can be walked. */
export function isIterable(type: PType, guard?: Guard): boolean {
  if (type instanceof PTypeAliasType)
    return type.guarded(guard, false, (inner) => isIterable(type.resolved, inner));
  if (type instanceof PObjectType) return type.parent !== null && isIterable(type.parent, guard);
  if (type instanceof PTypeType) return type.type instanceof PEnumType || isFiniteRange(type.type);
  return (
    type instanceof PSequenceType ||
    type instanceof PStringType ||
    type instanceof PEnumType ||
    type instanceof PIntegerType ||
    type instanceof PCollectionType ||
    type instanceof PArrayType ||
    type instanceof PHashType ||
    type instanceof PTupleType ||
    type instanceof PStructType
  );
}

function isFiniteRange(type: PType | null): boolean {
  return type instanceof PIntegerType && type.finite;
}

/** The type of what is walked, null when unknown or when there is none. */
export function elementType(type: PType, guard?: Guard): PType | null {
  if (type instanceof PTypeAliasType)
    return type.guarded(guard, null, (inner) => elementType(type.resolved, inner));
  if (type instanceof PSequenceType) return type.element;
  if (type instanceof PStringType || type instanceof PEnumType) return new PStringType(exactSize(1));
  if (type instanceof PIntegerType) return integerType;
  if (type instanceof PArrayType) return type.element instanceof PAnyType ? null : type.element;
  if (type instanceof PTupleType) return makeVariant(type.types);
  if (type instanceof PHashType) return hashElement(type);
  if (type instanceof PStructType) return structElement(type);
  if (type instanceof PTypeType)
    return type.type instanceof PEnumType || isFiniteRange(type.type) ? type.type : null;
  return type instanceof PObjectType && type.parent !== null ? elementType(type.parent, guard) : null;
}

function pair(key: PType, value: PType): PType {
  return new PTupleType([key, value], exactSize(2));
}

function hashElement(type: PHashType): PType {
  return type.isDefault || type.isEmptyHash ? pair(unitType, unitType) : pair(type.key, type.value);
}

function structElement({ elements }: PStructType): PType {
  if (elements.length === 0) return pair(unitType, unitType);
  const keys = makeVariant(elements.map(({ keyType }) => keyType));
  return pair(keys, makeVariant(elements.map(({ valueType }) => valueType)));
}

export const iterableType = new PIterableType();
export const iteratorType = new PIteratorType();
