import { PuppetError } from '../error.ts';
import { flattenDeep } from '../functions/support/flatten.ts';
import { assertInstance, type PType, parseType } from '../types/index.ts';
import { makeHash } from '../values/keys.ts';
import type { PHash, Value } from '../values/value.ts';
import { type DeepMergeOptions, deepMerge, union } from './deep-merge.ts';
import { wrongArguments } from './errors.ts';
import type { Invocation } from './invocation.ts';

/** How the values that several levels have for a key become one. */
export interface MergeStrategy {
  readonly name: string;
  readonly options: PHash;
  /** The first value found is enough. */
  readonly first: boolean;
  /** What becomes of a value that is the only one. */
  readonly single: (value: Value) => Value;
  /** What the first of several values becomes before the others are merged below it. */
  readonly convert: (value: Value) => Value;
  /** Throws a PuppetError where values are not of the types that the strategy merges. */
  readonly merge: (high: Value, low: Value, explained: boolean) => Value;
}

const same = (value: Value) => value;
const noOptions: PHash = new Map();

/** The strategy that nothing asked for, and that of merged lookup_options. */
export const firstFound: MergeStrategy = {
  name: 'default',
  options: noOptions,
  first: true,
  single: same,
  convert: same,
  merge: same,
};

/** Joins the values that several sources give, in order of precedence; undefined where none gives one. */
export function mergeFound<T>(
  sources: readonly T[],
  strategy: MergeStrategy,
  invocation: Invocation,
  find: (source: T) => Value | undefined,
): Value | undefined {
  if (strategy.first) return firstOf(sources, find);
  if (sources.length === 0) return undefined;
  if (sources.length === 1) {
    const value = find(sources[0]!);
    return value === undefined ? undefined : strategy.single(value);
  }
  const { name, options } = strategy;
  return invocation.within({ kind: 'merge', strategy: name, options }, () => {
    const result = allOf(sources, strategy, invocation.explainer !== undefined, find);
    if (result !== undefined) invocation.explainer?.note('result', undefined, result);
    return result;
  });
}

function firstOf<T>(sources: readonly T[], find: (source: T) => Value | undefined): Value | undefined {
  for (const source of sources) {
    const value = find(source);
    if (value !== undefined) return value;
  }
  return undefined;
}

function allOf<T>(
  sources: readonly T[],
  strategy: MergeStrategy,
  explained: boolean,
  find: (source: T) => Value | undefined,
): Value | undefined {
  let result: Value | undefined;
  for (const source of sources) {
    const value = find(source);
    if (value === undefined) continue;
    result = result === undefined ? strategy.convert(value) : strategy.merge(result, value, explained);
  }
  return result;
}

/** The strategy that a name, or a hash with `strategy` and options, asks for; the first value found where nothing is asked. */
export function mergeStrategy(merge: Value | ReadonlyMap<Value, Value> | undefined): MergeStrategy {
  if (merge === undefined || merge === null || merge === false) return firstFound;
  if (!(merge instanceof Map)) return named(String(merge), noOptions);
  const name = merge.get('strategy') ?? null;
  if (name === null)
    throw new PuppetError(
      "The hash given as 'merge' must contain the name of a strategy in string form for the key 'strategy'",
      {},
      wrongArguments,
    );
  return named(String(name), merge.size === 1 ? noOptions : merge);
}

/** The names of strategies that users may ask for. */
export const strategyNames: readonly string[] = ['first', 'hash', 'unique', 'deep'];

function named(name: string, options: PHash): MergeStrategy {
  const type = optionTypes[name];
  if (type === undefined) throw new PuppetError(`Unknown merge strategy: '${name}'`, {}, wrongArguments);
  if (options.size > 0) assertInstance('The merge options', parseType(type), options);
  if (name === 'hash') return { ...hash, options };
  if (name === 'unique') return { ...unique, options };
  return name === 'first' || name === 'default' ? { ...firstFound, name, options } : deep(name, options);
}

const anyOptions = 'Hash[String[1],Any]';
const optionTypes: Readonly<Record<string, string>> = {
  first: 'Struct[{strategy=>Optional[Pattern[/first/]]}]',
  default: 'Struct[{strategy=>Optional[Pattern[/default/]]}]',
  hash: 'Struct[{strategy=>Optional[Pattern[/hash/]]}]',
  unique: 'Struct[{strategy=>Optional[Pattern[/unique/]]}]',
  deep: 'Struct[{strategy=>Optional[Pattern[deep]],knockout_prefix=>Optional[String],merge_debug=>Optional[Boolean],merge_hash_arrays=>Optional[Boolean],sort_merged_arrays=>Optional[Boolean]}]',
  unconstrained_deep: anyOptions,
  reverse_deep: anyOptions,
};

/** A check of both sides, with Puppet's words. */
function checked(
  type: string,
  merge: (high: Value, low: Value) => Value,
): (high: Value, low: Value) => Value {
  let parsed: PType | undefined;
  return (high, low) => {
    parsed ??= parseType(type);
    assertInstance('The first element of the merge', parsed, high);
    assertInstance('The second element of the merge', parsed, low);
    return merge(high, low);
  };
}

/** Hashes joined, keys of higher precedence winning. */
export const hash: MergeStrategy = {
  name: 'hash',
  options: noOptions,
  first: false,
  single: same,
  convert: same,
  merge: checked('Hash[String, Data]', (high, low) => makeHash([...(low as PHash), ...(high as PHash)])),
};

const asArray = (value: Value): Value[] => (Array.isArray(value) ? flattenDeep(value) : [value]);

const unique: MergeStrategy = {
  name: 'unique',
  options: noOptions,
  first: false,
  single: (value) => (Array.isArray(value) ? union(value, []) : value),
  convert: asArray,
  merge: checked('Variant[Scalar, Array[Data]]', (high, low) => union(asArray(high), asArray(low))),
};

function deep(name: string, options: PHash): MergeStrategy {
  const merging: DeepMergeOptions = {
    knockoutPrefix: options.get('knockout_prefix') as string | undefined,
    sortMergedArrays: options.get('sort_merged_arrays') === true,
    mergeHashArrays: options.get('merge_hash_arrays') === true,
  };
  const merge = (high: Value, low: Value, explained: boolean) => {
    if (merging.knockoutPrefix === '')
      throw new PuppetError('knockout_prefix cannot be an empty string in deep_merge!', {}, wrongArguments);
    const [source, dest] = name === 'reverse_deep' ? [low, high] : [high, low];
    return deepMerge(source, dest, explained ? { ...merging, consume: true } : merging);
  };
  return { name, options, first: false, single: same, convert: same, merge };
}
