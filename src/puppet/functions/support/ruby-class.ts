import { PFloat, PSensitive, type Value } from '../../values/value.ts';

/** The name of a value's class in Ruby, which the messages of some functions show. */
export function rubyClass(value: Value): string {
  if (value === null) return 'NilClass';
  if (typeof value === 'boolean') return value ? 'TrueClass' : 'FalseClass';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'number' || typeof value === 'bigint') return 'Integer';
  if (Array.isArray(value)) return 'Array';
  if (value instanceof Map) return 'Hash';
  if (value instanceof PFloat) return 'Float';
  return value instanceof PSensitive ? 'Puppet::Pops::Types::PSensitiveType::Sensitive' : 'Object';
}
