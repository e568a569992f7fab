import type { Value } from '../values/value.ts';
import { PAnyType, PUndefType } from './any.ts';
import type { Guard } from './guard.ts';
import { normalizeVariant } from './normalize-variant.ts';
import { countTypeStep } from './steps.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';
import { PNotUndefType } from './wrappers.ts';

/** `Variant[T, U]`: an instance of any of the types. Make it with `makeVariant`. */
export class PVariantType extends PType {
  readonly name = 'Variant';
  readonly types: readonly PType[];
  constructor(types: readonly PType[] = []) {
    super();
    this.types = types;
  }
  isInstance(value: Value, guard?: Guard): boolean {
    const { types } = this;
    countTypeStep();
    for (let index = 0; index < types.length; index++)
      if (types[index]!.isInstance(value, guard)) return true;
    return false;
  }
  override reallyInstance(value: Value, guard?: Guard): number {
    let best = -1;
    countTypeStep();
    for (const type of this.types) {
      const answer = type.reallyInstance(value, guard);
      if (answer > 0) return answer;
      if (answer > best) best = answer;
    }
    return best;
  }
  override isAssignable(other: PType, guard?: Guard): boolean {
    if (other instanceof PUndefType && this.types.length === 0) return false;
    if (!(other instanceof PVariantType)) return other.isAssignableTo(this, guard);
    if (this.types.length === 0) return true;
    return other.types.length > 0 && other.types.every((type) => super.isAssignable(type, guard));
  }
  override isAssignableTo(target: PType, guard?: Guard): boolean {
    if (target instanceof PAnyType) return true;
    if (target instanceof PNotUndefType && this.types.length === 0) return target.accepts(this, guard);
    return this.types.length > 0 && this.types.every((type) => target.isAssignable(type, guard));
  }
  accepts(other: PType, guard?: Guard): boolean {
    countTypeStep();
    return this.types.some((type) => type.isAssignable(other, guard));
  }
  override generalize(): PType {
    const types = this.types.map((type) => type.generalize());
    return types.every((type, index) => type === this.types[index]) ? this : makeVariant(types);
  }
  override normalize(): PType {
    return normalizeVariant(this);
  }
  override parts(): readonly PType[] {
    return this.types;
  }
  format(format: TypeFormat): string {
    const types = this.types.map((type) => type.format(format));
    return withParameters(this.name, format.identity ? types.sort() : types);
  }
}

/** The type that is any of the types: nested Variants flattened, equal types once, a single type as it is. */
export function makeVariant(types: readonly PType[]): PType {
  const distinct = distinctTypes(flattenVariants(types));
  return distinct.length === 1 ? distinct[0]! : new PVariantType(distinct);
}

/** With the types of Variants in their place. */
export function flattenVariants(types: readonly PType[]): PType[] {
  return types.flatMap((type) => (type instanceof PVariantType ? type.types : [type]));
}

/** Each type once, in order. */
export function distinctTypes(types: readonly PType[]): PType[] {
  if (types.length < 2) return [...types];
  const byKey = new Map<string, PType>();
  for (const type of types) {
    const key = type.identityKey();
    if (!byKey.has(key)) byKey.set(key, type);
  }
  return [...byKey.values()];
}

export const variantType = new PVariantType();
