import { isInteger } from '../values/integer.ts';
import { DEFAULT, PFloat, PRegexp, type Value } from '../values/value.ts';
import { PType } from './type.ts';

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
  return value instanceof PType
    ? `Puppet::Pops::Types::P${value.constructor.name.slice(1)}`
    : value.constructor.name;
}
