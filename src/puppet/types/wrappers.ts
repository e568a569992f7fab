import { PSensitive, type Value } from '../values/value.ts';
import { anyType, PAnyType, PUndefType, undefType } from './any.ts';
import { asReference } from './catalog-types.ts';
import type { Guard } from './guard.ts';
import { puppetQuote } from './quote.ts';
import { PStringType } from './string.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';

/** A type with at most one type in it. */
abstract class PWrapperType extends PType {
  readonly type: PType | null;
  constructor(type: PType | null = null) {
    super();
    this.type = type;
  }
  protected abstract wrap(type: PType): PType;

  override generalize(): PType {
    return this.#changed(this.type?.generalize());
  }
  override normalize(): PType {
    return this.#changed(this.type?.normalize());
  }
  override parts(): readonly PType[] {
    return this.type === null ? [] : [this.type];
  }
  format(format: TypeFormat): string {
    return withParameters(this.name, this.type === null ? [] : [this.type.format(format)]);
  }
  #changed(type: PType | undefined): PType {
    return type === undefined || type === this.type ? this : this.wrap(type);
  }
}

/** The literal string where Puppet writes `Optional['a']`, else the type. */
function formatLiteral(type: PType, format: TypeFormat): string {
  return type instanceof PStringType && type.value !== null ? puppetQuote(type.value) : type.format(format);
}

/** `Optional[T]`: undef or a T. */
export class POptionalType extends PWrapperType {
  readonly name = 'Optional';
  isInstance(value: Value, guard?: Guard): boolean {
    return value === null || (this.type?.isInstance(value, guard) ?? false);
  }
  override isAssignableTo(target: PType, guard?: Guard): boolean {
    return target.isAssignable(undefType) && (this.type === null || target.isAssignable(this.type, guard));
  }
  accepts(other: PType, guard?: Guard): boolean {
    return other instanceof PUndefType || this.type === null || this.type.isAssignable(other, guard);
  }
  protected wrap(type: PType): PType {
    return new POptionalType(type);
  }
  override normalize(): PType {
    const normal = super.normalize() as POptionalType;
    if (normal.type === null) return normal;
    if (normal.type instanceof PNotUndefType) return new POptionalType(normal.type.type).normalize();
    return normal.type.isAssignable(undefType) ? normal.type : normal;
  }
  override format(format: TypeFormat): string {
    return withParameters(this.name, this.type === null ? [] : [formatLiteral(this.type, format)]);
  }
}

/** `NotUndef[T]`: a T that is not undef. */
export class PNotUndefType extends PWrapperType {
  readonly name = 'NotUndef';
  constructor(type: PType | null = null) {
    super(type instanceof PAnyType ? null : type);
  }
  isInstance(value: Value, guard?: Guard): boolean {
    return value !== null && (this.type === null || this.type.isInstance(value, guard));
  }
  override isAssignableTo(target: PType, guard?: Guard): boolean {
    if (this.type !== null && !this.type.isAssignable(undefType))
      return target.isAssignable(this.type, guard);
    return target.accepts(this, guard);
  }
  accepts(other: PType, guard?: Guard): boolean {
    if (other.isAssignable(undefType, guard)) return false;
    return this.type === null || this.type.isAssignable(other, guard);
  }
  protected wrap(type: PType): PType {
    return new PNotUndefType(type);
  }
  override normalize(): PType {
    const normal = super.normalize() as PNotUndefType;
    if (normal.type === null) return normal;
    if (normal.type instanceof POptionalType) return new PNotUndefType(normal.type.type).normalize();
    return normal.type.isAssignable(undefType) ? normal : normal.type;
  }
  override format(format: TypeFormat): string {
    return withParameters(this.name, this.type === null ? [] : [formatLiteral(this.type, format)]);
  }
}

/** `Sensitive[T]`; the type of the hidden value is kept in its general form. */
export class PSensitiveType extends PWrapperType {
  readonly name = 'Sensitive';
  declare readonly type: PType;
  constructor(type: PType | null = null) {
    super(type?.generalize() ?? anyType);
  }
  isInstance(value: Value, guard?: Guard): boolean {
    return value instanceof PSensitive && this.type.isInstance(value.value, guard);
  }
  accepts(other: PType): boolean {
    return other instanceof PSensitiveType && this.type.isAssignable(other.type);
  }
  protected wrap(type: PType): PType {
    return new PSensitiveType(type);
  }
  override format(format: TypeFormat): string {
    return withParameters(this.name, this.type instanceof PAnyType ? [] : [this.type.format(format)]);
  }
}

/** `Type[T]`: types assignable to T. */
export class PTypeType extends PWrapperType {
  readonly name = 'Type';
  isInstance(value: Value, guard?: Guard): boolean {
    return (
      value instanceof PType && (this.type === null || this.type.isAssignable(asReference(value), guard))
    );
  }
  accepts(other: PType, guard?: Guard): boolean {
    if (!(other instanceof PTypeType)) return false;
    return this.type === null || (other.type !== null && this.type.isAssignable(other.type, guard));
  }
  protected wrap(type: PType): PType {
    return new PTypeType(type);
  }
}

export const optionalType = new POptionalType();
export const notUndefType = new PNotUndefType();
export const sensitiveType = new PSensitiveType();
export const typeType = new PTypeType();
