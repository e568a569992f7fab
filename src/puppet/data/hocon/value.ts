import type { Value } from '../../values/value.ts';
import { broken, type HoconError } from './error.ts';
import type { Origin } from './origin.ts';
import type { Path } from './path.ts';
import type { ScalarKind } from './token.ts';

/** A scalar. Texts that were written without quotes may vanish beside an object or a list. */
export interface HoconScalar {
  readonly type: 'scalar';
  readonly kind: ScalarKind | 'unquoted';
  readonly value: Value;
  readonly text: string;
  readonly origin: Origin;
}

/** A list; `resolved` where no reference is left within. */
export interface HoconList {
  readonly type: 'list';
  readonly items: readonly HoconValue[];
  readonly resolved: boolean;
  readonly origin: Origin;
}

/** An object; `final` where what was there before it doesn't count. */
export interface HoconObject {
  readonly type: 'object';
  readonly fields: ReadonlyMap<string, HoconValue>;
  readonly resolved: boolean;
  readonly final: boolean;
  readonly origin: Origin;
}

/** `${path}`. In a document that was included, `prefix` keys of the path lead to where it was. */
export interface HoconReference {
  readonly type: 'reference';
  readonly path: Path;
  readonly optional: boolean;
  readonly prefix: number;
  readonly origin: Origin;
}

/** Adjacent values, of which one is not known yet. */
export interface HoconConcatenation {
  readonly type: 'concatenation';
  readonly pieces: readonly HoconValue[];
  readonly origin: Origin;
}

/** Values over one another, the last one given being the first, that can't be merged until references are known. */
export interface HoconMerge {
  readonly type: 'merge';
  readonly stack: readonly HoconValue[];
  readonly origin: Origin;
}

/** A value of a document, before its references are followed and after. */
export type HoconValue =
  | HoconScalar
  | HoconList
  | HoconObject
  | HoconReference
  | HoconConcatenation
  | HoconMerge;

/** What isn't known until references are followed. */
export type Open = HoconReference | HoconConcatenation | HoconMerge;

export const isOpen = (value: HoconValue): value is Open =>
  value.type === 'reference' || value.type === 'concatenation' || value.type === 'merge';

/** Whether no reference is left. */
export function isResolved(value: HoconValue): boolean {
  if (value.type === 'list' || value.type === 'object') return value.resolved;
  return value.type === 'scalar';
}

/** Whether it is an object, or will be one for certain. */
export const isObjectLike = (value: HoconValue): value is HoconObject | HoconMerge =>
  value.type === 'object' || (value.type === 'merge' && value.stack[0]!.type === 'object');

export function listOf(items: readonly HoconValue[], origin: Origin): HoconList {
  return { type: 'list', items, resolved: items.every(isResolved), origin };
}

export function objectOf(
  fields: ReadonlyMap<string, HoconValue>,
  origin: Origin,
  final = false,
): HoconObject {
  return { type: 'object', fields, resolved: [...fields.values()].every(isResolved), final, origin };
}

/** A value that will be what its keys lead to. */
export function underPath(path: Path, value: HoconValue): HoconValue {
  return path.reduceRight((inner, key) => objectOf(new Map([[key, inner]]), value.origin), value);
}

/** How many values a document may come to: by references a short one could come to any number. */
export const mostValues = 1_000_000;

/** What a document holds once its references are followed: hashes, arrays and scalars. Throws a HoconError beyond the limit. */
export function plainValue(value: HoconValue, count = { values: 0 }): Value {
  if (++count.values > mostValues) throw tooLarge();
  if (value.type === 'list') return value.items.map((item) => plainValue(item, count));
  if (value.type === 'object')
    return new Map<Value, Value>([...value.fields].map(([key, one]) => [key, plainValue(one, count)]));
  if (value.type === 'scalar') return value.value;
  throw new Error(`a ${value.type} is left`);
}

/** The error of a document that comes to more than can be handled. */
export const tooLarge = (): HoconError => broken('The document comes to too many values, or too long a text');
