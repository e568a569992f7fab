import { flatten } from '../catalog/flatten.ts';
import { PuppetError } from '../error.ts';
import { PClassType, PResourceType } from '../types/catalog-types.ts';
import type { Value } from '../values/value.ts';

/** Class names as include() takes them, made absolute (`::a::b`) and lower case; with Puppet's errors. */
export function classNames(values: readonly Value[]): string[] {
  return flatten(values).map((value) => absolute(nameOf(value)).toLowerCase());
}

function nameOf(value: Value): string {
  if (value === null) throw new PuppetError('Cannot use undef as a class name');
  if (typeof value === 'string') {
    if (value === '') throw new PuppetError('Cannot use empty string as a class name');
    return value;
  }
  if (value instanceof PClassType) {
    if (value.className === null) throw new PuppetError('Cannot use an unspecific Class[] Type');
    return value.className;
  }
  if (value instanceof PResourceType) return resourceName(value);
  throw new PuppetError(`undefined method \`downcase' for ${String(value)}`);
}

function resourceName(type: PResourceType): string {
  const wanted = "where a Resource['class', name] is expected";
  if (type.typeName === null) throw new PuppetError(`Cannot use an unspecific Resource[] ${wanted}`);
  if (!/^[Cc]lass$/.test(type.typeName))
    throw new PuppetError(`Cannot use a Resource[${type.typeName}] ${wanted}`);
  if (type.title === null) throw new PuppetError(`Cannot use an unspecific Resource['class'] ${wanted}`);
  return type.title;
}

function absolute(name: string): string {
  return /^[^:]{1,2}/.test(name) ? `::${name}` : name;
}
