import { isInteger } from '../values/integer.ts';
import { DEFAULT, PFloat, PRegexp, type Value } from '../values/value.ts';
import { PTypeAliasType } from './alias-type.ts';
import { PObjectType, PObjectTypeExtension } from './object-type.ts';
import { PType } from './type.ts';
import { PTypeSetType } from './type-set.ts';

/** The name of the Ruby class of a value, which some of Puppet's messages show. */
export function rubyClassName(value: Value): string {
  if (value === null) return 'NilClass';
  if (value === DEFAULT) return 'Symbol';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return value ? 'TrueClass' : 'FalseClass';
  if (isInteger(value)) return 'Integer';
  if (value instanceof PFloat) return 'Float';
  if (value instanceof PRegexp) return 'Regexp';
  if (value instanceof Map) return 'Hash';
  if (Array.isArray(value)) return 'Array';
  return value instanceof PType ? `Puppet::Pops::Types::P${typeKind(value)}Type` : 'Object';
}

/** What kind of type it is, such as `Integer`, whatever name it has been given. */
export function typeKind(type: PType): string {
  if (type instanceof PTypeAliasType) return 'TypeAlias';
  if (type instanceof PTypeSetType) return 'TypeSet';
  if (type instanceof PObjectType) return 'Object';
  return type instanceof PObjectTypeExtension ? 'ObjectTypeExtension' : type.name;
}
