import { anyType } from './any.ts';
import { objectType, PObjectType, PObjectTypeExtension } from './object-type.ts';
import type { PType } from './type.ts';
import { PTypeSetType, typeSetType } from './type-set.ts';

/** The type of the same kind without parameters. */
export function defaultOf(type: PType): PType {
  if (type instanceof PObjectTypeExtension) return anyType;
  if (type instanceof PObjectType) return objectType;
  if (type instanceof PTypeSetType) return typeSetType;
  return new (type.constructor as new () => PType)();
}
