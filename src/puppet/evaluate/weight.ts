import { PTypeAliasType } from '../types/alias-type.ts';
import { PObjectType } from '../types/object-type.ts';
import { PType } from '../types/type.ts';
import { PTypeSetType } from '../types/type-set.ts';
import { PObject, PSensitive, type Value } from '../values/value.ts';

/** Weights that took longer to find out than to look up. A value is never changed once made. */
const known = new WeakMap<object, number>();
const worthRemembering = 64;

/**
 * How many values printing, comparing or copying this one would visit: what stands in it twice counts twice, although
 * it is one object. Types count the types within them, up to those that have a name.
 */
export function weightOf(value: Value): number {
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return remembered(value, weightOfItems);
  if (value instanceof Map) return remembered(value, weightOfEntries);
  if (value instanceof PSensitive) return 1 + weightOf(value.value);
  if (value instanceof PType) return remembered(value, weightOfParts);
  return value instanceof PObject ? remembered(value, weightOfAttributes) : 1;
}

function remembered<T extends object>(value: T, weigh: (value: T) => number): number {
  const before = known.get(value);
  if (before !== undefined) return before;
  const weight = weigh(value);
  if (weight >= worthRemembering) known.set(value, weight);
  return weight;
}

function weightOfItems(items: readonly Value[]): number {
  let weight = 1;
  for (const item of items) weight += typeof item === 'object' ? weightOf(item) : 1;
  return weight;
}

function weightOfEntries(hash: ReadonlyMap<Value, Value>): number {
  let weight = 1;
  for (const [key, item] of hash) weight += weightOf(key) + weightOf(item);
  return weight;
}

function weightOfParts(type: PType): number {
  return isNamed(type) ? 1 : weightOfItems([...type.parts()]);
}

/** Types that have a name may be parts of themselves, and are written by their names. */
function isNamed(type: PType): boolean {
  return type instanceof PTypeAliasType || type instanceof PObjectType || type instanceof PTypeSetType;
}

function weightOfAttributes(object: PObject): number {
  return weightOfItems([...object.attributes.values()]);
}
