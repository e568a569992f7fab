import { PuppetError } from '../error.ts';
import { flattenDeep } from '../functions/support/flatten.ts';
import { describeMismatch, inferSet, type PType, parseType } from '../types/index.ts';
import { makeHash } from '../values/keys.ts';
import type { PHash, Value } from '../values/value.ts';
import { type DeepMergeOptions, deepMerge, union } from './deep-merge.ts';

/** How the values that several levels have for a key become one. */
export interface MergeStrategy {
  readonly name: string;
  /** The first value found is enough. */
  readonly first: boolean;
  /** What becomes of a value that is the only one. */
  readonly single: (value: Value) => Value;
  /** What the first of several values becomes before the others are merged below it. */
  readonly convert: (value: Value) => Value;
  readonly merge: (high: Value, low: Value) => Value;
}

const same = (value: Value) => value;

const first: MergeStrategy = { name: 'first', first: true, single: same, convert: same, merge: same };

/** Joins the values that several sources give, in order of precedence; undefined where none gives one. */
export function mergeFound<T>(
  sources: readonly T[],
  strategy: MergeStrategy,
  find: (source: T) => Value | undefined,
): Value | undefined {
  if (sources.length === 1 && !strategy.first) {
    const value = find(sources[0]!);
    return value === undefined ? undefined : strategy.single(value);
  }
  let result: Value | undefined;
  for (const source of sources) {
    const value = find(source);
    if (value === undefined) continue;
    if (strategy.first) return value;
    result = result === undefined ? strategy.convert(value) : strategy.merge(result, value);
  }
  return result;
}

/** The strategy that a name, or a hash with `strategy` and options, asks for; the first value found where nothing is asked. */
export function mergeStrategy(merge: Value | ReadonlyMap<Value, Value> | undefined): MergeStrategy {
  if (merge === undefined || merge === null) return first;
  if (typeof merge === 'string') return named(merge, new Map());
  const hash = merge as PHash;
  const name = hash.get('strategy');
  if (name === undefined || name === null)
    throw new PuppetError(
      "The hash given as 'merge' must contain the name of a strategy in string form for the key 'strategy'",
    );
  return named(String(name), hash);
}

function named(name: string, options: PHash): MergeStrategy {
  switch (name) {
    case 'first':
    case 'default':
      return first;
    case 'hash':
      return hash;
    case 'unique':
      return unique;
    case 'deep':
    case 'unconstrained_deep':
      return deep(name, options, false);
    case 'reverse_deep':
      return deep(name, options, true);
    default:
      throw new PuppetError(`Unknown merge strategy: '${name}'`);
  }
}

/** A check of both sides, with Puppet's words. */
function checked(
  type: string,
  merge: (high: Value, low: Value) => Value,
): (high: Value, low: Value) => Value {
  let parsed: PType | undefined;
  return (high, low) => {
    parsed ??= parseType(type);
    check('The first element of the merge', parsed, high);
    check('The second element of the merge', parsed, low);
    return merge(high, low);
  };
}

function check(what: string, type: PType, value: Value): void {
  if (!type.isInstance(value)) throw new PuppetError(describeMismatch(what, type, inferSet(value)));
}

const hash: MergeStrategy = {
  name: 'hash',
  first: false,
  single: same,
  convert: same,
  merge: checked('Hash[String, Data]', (high, low) => makeHash([...(low as PHash), ...(high as PHash)])),
};

const asArray = (value: Value): Value[] => (Array.isArray(value) ? flattenDeep(value) : [value]);

const unique: MergeStrategy = {
  name: 'unique',
  first: false,
  single: (value) => (Array.isArray(value) ? union(value, []) : value),
  convert: asArray,
  merge: checked('Variant[Scalar, Array[Data]]', (high, low) => union(asArray(high), asArray(low))),
};

function deep(name: string, options: PHash, reverse: boolean): MergeStrategy {
  const merging: DeepMergeOptions = {
    knockoutPrefix: options.get('knockout_prefix') as string | undefined,
    sortMergedArrays: options.get('sort_merged_arrays') === true,
    mergeHashArrays: options.get('merge_hash_arrays') === true,
  };
  const merge = (high: Value, low: Value) =>
    reverse ? deepMerge(low, high, merging) : deepMerge(high, low, merging);
  return { name, first: false, single: same, convert: same, merge };
}
