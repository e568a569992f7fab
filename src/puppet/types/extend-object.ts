import { PuppetError } from '../error.ts';
import { makeHash } from '../values/keys.ts';
import { DEFAULT, type Value } from '../values/value.ts';
import { assertInstance } from './assert.ts';
import type { Attribute } from './object-definition.ts';
import { type PObjectType, PObjectTypeExtension } from './object-type.ts';

/** `Foo[a, b]` or `Foo[{x => a}]` for an Object type with type parameters; throws Puppet's errors. */
export function extendObject(base: PObjectType, given: readonly Value[]): PObjectTypeExtension {
  const parameters = base.allTypeParameters();
  if (parameters.size === 0) {
    throw new PuppetError(`The ${base.label}-Type cannot be parameterized using []`);
  }
  const entries = isNamed(parameters, given)
    ? named(base, parameters, given[0] as Map<Value, Value>)
    : positional(parameters, given);
  if (entries.length === 0) {
    throw new PuppetError(`The ${base.label}-Type cannot be parameterized using an empty parameter list`);
  }
  return new PObjectTypeExtension(base, makeHash(entries));
}

type Entries = (readonly [string, Value])[];

function isNamed(parameters: ReadonlyMap<string, Attribute>, given: readonly Value[]): boolean {
  const [only] = given;
  if (given.length !== 1 || !(only instanceof Map)) return false;
  const [first] = parameters.values();
  return !first!.type.isInstance(only);
}

function named(
  base: PObjectType,
  parameters: ReadonlyMap<string, Attribute>,
  hash: Map<Value, Value>,
): Entries {
  const entries = [...hash].filter(([, value]) => value !== DEFAULT);
  return entries.map(([key, value]) => {
    const parameter = parameters.get(key as string);
    if (parameter === undefined) {
      throw new PuppetError(`'${key}' is not a known type parameter for ${base.label}-Type`);
    }
    return [key as string, assertInstance(parameter.label, parameter.type, value)];
  });
}

function positional(parameters: ReadonlyMap<string, Attribute>, given: readonly Value[]): Entries {
  const known = [...parameters.values()].slice(0, given.length);
  const entries = known.map((parameter, index) => [parameter, given[index]!] as const);
  return entries
    .filter(([, value]) => value !== DEFAULT)
    .map(([parameter, value]) => [parameter.name, assertInstance(parameter.label, parameter.type, value)]);
}
