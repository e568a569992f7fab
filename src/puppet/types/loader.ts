import { PTypeAliasType } from './alias-type.ts';
import { builtinType } from './builtin.ts';
import { PResourceType } from './catalog-types.ts';
import { PObjectType } from './object-type.ts';
import type { PType } from './type.ts';
import { PTypeSetType } from './type-set.ts';

/** Finds types that are not built in. */
export interface TypeLoader {
  /** The type alias, Object type or TypeSet member of that name (lower case, without leading `::`), or undefined. */
  loadType(name: string): PType | undefined;
  /** Whether a resource type (native or defined) of that lower case name exists. */
  isResourceType?(name: string): boolean;
}

/** The type of a lower case name: built in, or found by the loader and resolved; undefined when there is none. */
export function findType(name: string, loader?: TypeLoader): PType | undefined {
  const builtin = builtinType(name);
  if (builtin !== undefined || loader === undefined) return builtin;
  const loaded = loader.loadType(name);
  if (loaded !== undefined) return resolveType(loaded);
  const member = findMember(name, loader);
  if (member !== undefined) return member;
  return loader.isResourceType?.(name) ? new PResourceType(name) : undefined;
}

/** A member of a TypeSet that has been used before, by its qualified name. */
function findMember(name: string, loader: TypeLoader): PType | undefined {
  for (let end = name.lastIndexOf('::'); end > 0; end = name.lastIndexOf('::', end - 1)) {
    const set = loader.loadType(name.slice(0, end));
    if (set instanceof PTypeSetType && set.isResolved) return set.member(name.slice(end + 2));
  }
  return undefined;
}

/** Resolves a type that defines itself lazily. */
export function resolveType(type: PType): PType {
  const lazy = type instanceof PTypeAliasType || type instanceof PObjectType || type instanceof PTypeSetType;
  return lazy ? type.resolve() : type;
}
