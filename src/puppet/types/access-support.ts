import type { PuppetPlace } from '../error.ts';
import { isInteger } from '../values/integer.ts';
import { DEFAULT, PRegexp, PSemVerRange, type Value } from '../values/value.ts';
import { PResourceType } from './catalog-types.ts';
import { makeRange } from './factory.ts';
import { inferType } from './infer.ts';
import { article } from './mismatch/expectation.ts';
import { PIntegerType } from './numeric.ts';
import { rubyClassName } from './ruby-class.ts';
import { PPatternType, PRegexpType } from './string.ts';
import { PType } from './type.ts';

/** What an error is about: a key (by index), the left side, or the whole access expression. */
export type Blamed = number | 'left' | 'whole';

/** The access expression being evaluated, for the places of errors. */
export interface AccessPlaces {
  placeOf?: (blamed: Blamed) => PuppetPlace;
}

/** How one kind of type takes its keys. */
export type Access = (type: PType, keys: Value[], fail: Fail) => Value;

/** Throws the error of an access expression. */
export type Fail = (message: string, blamed?: Blamed, code?: string) => never;

/** Arrays within the keys taken apart. */
export function flatten(values: readonly Value[]): Value[] {
  return values.flatMap((value) => (Array.isArray(value) ? flatten(value) : [value]));
}

/** What messages call a type. */
export function typeLabel(type: PType): string {
  if (type instanceof PResourceType && type.title !== null) return `${type} Resource-Reference`;
  return `${type}-Type`;
}

/** The same with its article. */
export function aTypeLabel(type: PType): string {
  return `${article(String(type))} ${typeLabel(type)}`;
}

/** The general type of a key. */
export function keyTypeName(value: Value): string {
  if (value === null) return 'Undef';
  return value === DEFAULT ? 'Default' : inferType(value).generalize().toString();
}

/** Keys of one kind. */
export interface Kind {
  label: string;
  test: (value: Value) => boolean;
}

/** The kinds of keys. */
export const stringKind: Kind = { label: 'String', test: (value) => typeof value === 'string' };
export const typeKind: Kind = { label: 'Any-Type', test: (value) => value instanceof PType };
export const regexpKind: Kind = { label: 'Regexp', test: (value) => value instanceof PRegexp };
export const hashKind: Kind = { label: 'Hash', test: (value) => value instanceof Map };
export const trueKind: Kind = { label: 'TrueClass', test: (value) => value === true };
export const falseKind: Kind = { label: 'FalseClass', test: (value) => value === false };
export const rangeKind: Kind = {
  label: 'SemanticPuppet::VersionRange',
  test: (value) => value instanceof PSemVerRange,
};
export const patternKind: Kind = { label: 'Pattern-Type', test: (value) => value instanceof PPatternType };
export const regexpTypeKind: Kind = { label: 'Regexp-Type', test: (value) => value instanceof PRegexpType };

/** Refuses the number of keys. */
export function arity(
  label: string,
  min: number,
  max: number | null,
  actual: number,
  fail: Fail,
  blamed: Blamed = 'whole',
): never {
  const count =
    max === null || max === min ? String(min) : max === Infinity ? `${min} or more` : `${min} to ${max}`;
  const noun = count === '1' ? 'argument' : 'arguments';
  return fail(`${label}[] accepts ${count} ${noun}. Got ${actual}`, blamed);
}

/** The label of a type at the start of a sentence. */
export function uppercaseLabel(type: PType): string {
  const label = aTypeLabel(type);
  return label[0]!.toUpperCase() + label.slice(1);
}

/** Refuses keys of other kinds, or another number of them. */
export function assertKeys(
  type: PType,
  keys: readonly Value[],
  min: number,
  max: number,
  kinds: readonly Kind[],
  fail: Fail,
): void {
  if (keys.length < min || keys.length > max) arity(uppercaseLabel(type), 1, max, keys.length, fail);
  for (const [index, key] of keys.entries()) {
    if (kinds.some(({ test }) => test(key))) continue;
    const expected = kinds.map(({ label }) => label).join(' or ');
    badSpecialization(type, index, `Cannot use ${keyTypeName(key)} where ${expected} is expected`, fail);
  }
}

/** Refuses a key. */
export function badSpecialization(type: PType, index: number, message: string, fail: Fail): never {
  return fail(`Error creating type specialization of ${aTypeLabel(type)}, ${message}`, index);
}

/** Refuses a key that should be a type. */
export function notAType(label: string, key: Value, index: number, fail: Fail): never {
  return fail(`${label}[] arguments must be types. Got ${rubyClassName(key)}`, index);
}

/** The size given by one or two keys. */
export function sizeFrom(start: number, keys: readonly Value[], fail: Fail): PIntegerType {
  const [first, second = DEFAULT] = keys as [Value, Value?];
  if (keys.length === 1 && first instanceof PIntegerType) return first;
  for (const [index, key] of keys.entries()) {
    if (isInteger(key) || key === DEFAULT) continue;
    const label = key instanceof PType ? typeLabel(key) : rubyClassName(key);
    fail(
      `A Type's size constraint arguments must be a single Integer type, or 1-2 integers (or default). Got ${article(label)} ${label}`,
      start + index,
    );
  }
  return makeRange(first, second);
}
