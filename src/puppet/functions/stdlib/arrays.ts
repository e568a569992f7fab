import { checkedCount } from '../../values/count.ts';
import { eql } from '../../values/equality.ts';
import { internKey, makeHash } from '../../values/keys.ts';
import { compileRubyRegexp } from '../../values/ruby-regexp.ts';
import type { PHash, Value } from '../../values/value.ts';
import { type AnyFunction, define3x } from '../api.ts';
import { expandSet } from '../support/character-set.ts';
import { isNumeric } from '../support/compare.ts';
import { fail } from '../support/fail.ts';
import { flattenDeep } from '../support/flatten.ts';
import { rubyToI } from '../support/numbers.ts';
import { rubyClass } from '../support/ruby-class.ts';
import { rubyInspect, rubyToS } from '../support/ruby-text.ts';
import { listWith, textWith } from '../support/undefined-method.ts';
import { toBoolean } from './booleans.ts';

const any2array = define3x('any2array', -1, (_, args) => {
  const [only] = args;
  if (args.length !== 1) return args;
  if (Array.isArray(only)) return only;
  if (only === '') return [];
  return only instanceof Map ? [...only].flat() : args;
});

const concat = define3x('concat', -1, (_, args) => {
  if (args.length < 2) fail(`concat(): Wrong number of arguments given (${args.length} for < 2)`);
  if (!Array.isArray(args[0])) fail('concat(): Requires array to work with');
  return args.flat() as Value[];
});

const count = define3x('count', -2, (_, args) => {
  if (args.length > 2) fail(`count(): Wrong number of arguments given ${args.length} for 1 or 2.`);
  const [collection, item] = args;
  const wanted = item !== undefined && item !== null && item !== false;
  if (typeof collection === 'string' && wanted) return countCharacters(collection, textWith('to_str', item));
  const items: Value[] = collection instanceof Map ? [...collection] : listWith('count', collection);
  return items.filter((each) => (wanted ? eql(each, item!) : each !== null && each !== '')).length;
});

/** Ruby's `String#count` of a set of characters. */
function countCharacters(text: string, set: string): number {
  const { has } = expandSet(set);
  return [...text].filter(has).length;
}

const deleteFunction = define3x('delete', -1, (_, args) => {
  if (args.length !== 2) fail(`delete(): Wrong number of arguments given ${args.length} for 2`);
  const [collection, wanted] = args as [Value, Value];
  const items = Array.isArray(wanted) ? wanted : wanted instanceof Map ? [...wanted] : [wanted];
  if (Array.isArray(collection)) return collection.filter((each) => !items.some((item) => eql(each, item)));
  if (collection instanceof Map)
    return makeHash([...collection].filter(([key]) => !items.some((item) => eql(key, item))));
  if (typeof collection !== 'string')
    fail(
      `delete(): First argument must be an Array, String, or Hash. Given an argument of class ${rubyClass(collection)}.`,
    );
  return items.reduce<string>((text, item) => {
    if (typeof item !== 'string') fail(`wrong argument type ${rubyClass(item)} (expected Regexp)`);
    return text.replaceAll(item, '');
  }, collection);
});

const deleteAt = define3x('delete_at', -1, (_, args) => {
  if (args.length < 2) fail(`delete_at(): Wrong number of arguments given (${args.length} for 2)`);
  const [array, at] = args;
  if (!Array.isArray(array)) return fail('delete_at(): Requires array to work with');
  if (typeof at === 'string' && !/^\d+$/m.test(at))
    fail('delete_at(): You must provide non-negative numeric index');
  if (typeof at !== 'string' && !isNumeric(at!)) textWith('to_i', at);
  const index = Number(typeof at === 'string' ? rubyToI(at) : at);
  if (index > array.length - 1) fail('delete_at(): Given index exceeds size of array given');
  return array.filter((__, position) => position !== (index < 0 ? array.length + index : index));
});

const deleteUndefValues = define3x('delete_undef_values', -1, (_, args) => {
  if (args.length === 0) fail('delete_undef_values(): Wrong number of arguments given (0)');
  const [collection] = args;
  if (Array.isArray(collection)) return collection.filter((each) => each !== null);
  if (collection instanceof Map) return makeHash([...collection].filter(([, value]) => value !== null));
  return fail(
    `delete_undef_values(): expected an array or hash, got ${rubyToS(collection!)} type  ${rubyClass(collection!)} `,
  );
});

const deleteValues = define3x('delete_values', -1, (_, args) => {
  if (args.length !== 2) fail(`delete_values(): Wrong number of arguments given (${args.length} of 2)`);
  const [hash, item] = args as [Value, Value];
  if (!(hash instanceof Map))
    return fail(
      `delete_values(): First argument must be a Hash. Given an argument of class ${rubyClass(hash)}.`,
    );
  return makeHash([...hash].filter(([, value]) => !eql(item, value)));
});

function keySet(values: readonly Value[]): Set<Value> {
  return new Set(values.map(internKey));
}

function unionOf(arrays: readonly (readonly Value[])[]): Value[] {
  const seen = new Set<Value>();
  return arrays.flat().filter((value) => !seen.has(internKey(value)) && seen.add(internKey(value)));
}

const difference = define3x('difference', -1, (_, args) => {
  if (args.length !== 2) fail(`difference(): Wrong number of arguments given (${args.length} for 2)`);
  const [first, second] = args;
  if (!Array.isArray(first) || !Array.isArray(second)) return fail('difference(): Requires 2 arrays');
  const without = keySet(second);
  return first.filter((value) => !without.has(internKey(value)));
});

const intersection = define3x('intersection', -1, (_, args) => {
  if (args.length !== 2) fail(`intersection(): Wrong number of arguments given (${args.length} for 2)`);
  const [first, second] = args as [Value, Value];
  if (!Array.isArray(first) || !Array.isArray(second))
    return fail(`intersection(): Requires 2 arrays, got ${rubyClass(first)} and ${rubyClass(second)}`);
  const both = keySet(second);
  return unionOf([first]).filter((value) => both.has(internKey(value)));
});

const union = define3x('union', -1, (_, args) => {
  if (args.length < 2) fail(`union(): Wrong number of arguments given (${args.length} for < 2)`);
  if (!args.every(Array.isArray)) fail('union(): Every parameter must be an array');
  return unionOf(args as Value[][]);
});

const member = define3x('member', -1, (_, args) => {
  if (args.length < 2) fail(`member(): Wrong number of arguments given (${args.length} for 2)`);
  const [array, wanted] = args as [Value, Value];
  if (!Array.isArray(array)) return fail('member(): Requires array to work with');
  if (typeof wanted !== 'string' && typeof wanted !== 'number' && !Array.isArray(wanted))
    fail('member(): Item to search for must be a string, fixnum, or array');
  const items = Array.isArray(wanted) ? wanted : [wanted];
  if (items.length === 0) fail('member(): You must provide item to search for within array given');
  const there = keySet(array);
  return items.every((item) => there.has(internKey(item)));
});

/** prefix() and suffix() differ in the side only. */
function defineAffix(name: string, join: (text: string, affix: string) => string): AnyFunction {
  return define3x(name, -1, (_, args) => {
    if (args.length === 0) fail(`${name}(): Wrong number of arguments given (0 for 1)`);
    const [collection, affix] = args as [Value, Value | undefined];
    if (!Array.isArray(collection) && !(collection instanceof Map))
      return fail(
        `${name}(): expected first argument to be an Array or a Hash, got ${rubyInspect(collection)}`,
      );
    const given = affix === undefined || affix === null || affix === false ? '' : affix;
    if (typeof given !== 'string')
      fail(`${name}(): expected second argument to be a String, got ${rubyInspect(given)}`);
    const change = (value: Value) => join(rubyToS(value), given as string);
    return Array.isArray(collection)
      ? collection.map(change)
      : makeHash([...collection].map(([key, value]) => [change(key), value]));
  });
}

const reject = define3x('reject', -1, (_, args) => {
  if (args.length !== 2) fail(`reject(): Wrong number of arguments given ${args.length} for 2`);
  const pattern = compileRubyRegexp(textWith('to_regexp', args[1]));
  const [collection] = args;
  if (collection instanceof Map) {
    return makeHash([...collection].filter(([key]) => !(typeof key === 'string' && pattern.test(key))));
  }
  const items = listWith('reject', collection);
  return items.filter((each) => !(typeof each === 'string' && pattern.test(each)));
});

const grep = define3x('grep', -1, (_, args) => {
  if (args.length !== 2) fail(`grep(): Wrong number of arguments given ${args.length} for 2`);
  const items = args[0] instanceof Map ? [...args[0]] : listWith('grep', args[0]);
  const pattern = compileRubyRegexp(textWith('to_regexp', args[1]));
  return items.filter((each) => typeof each === 'string' && pattern.test(each));
});

const reverse = define3x('reverse', -1, (_, args) => {
  if (args.length === 0) fail('reverse(): Wrong number of arguments given (0 for 1)');
  const [value] = args;
  if (Array.isArray(value)) return [...value].reverse();
  return typeof value === 'string'
    ? [...value].reverse().join('')
    : fail('reverse(): Requires either array or string to work with');
});

const hash = define3x('hash', -1, (_, args) => {
  if (args.length === 0) fail('hash(): Wrong number of arguments given (0 for 1)');
  if (!Array.isArray(args[0])) return fail('hash(): Requires array to work with');
  const flat = flattenDeep(args[0]);
  if (flat.length % 2 !== 0) fail('hash(): Unable to compute hash from array given');
  return makeHash(flat.flatMap((key, index) => (index % 2 === 0 ? [[key, flat[index + 1]!] as const] : [])));
});

const zip = define3x('zip', -1, (_, args) => {
  if (args.length < 2) fail(`zip(): Wrong number of arguments given (${args.length} for 2)`);
  const [a, b, flat] = args;
  if (!Array.isArray(a) || !Array.isArray(b)) return fail('zip(): Requires array to work with');
  const pairs = a.map((value, index): Value => [value, b[index] ?? null]);
  return flat !== undefined && toBoolean(flat) ? flattenDeep(pairs) : pairs;
});

function indexesOf(text: string, size: number): number[] {
  const range = /^(\d+)(\.\.\.?|-)(\d+)$/.exec(text);
  if (range) {
    const [start, stop] = [Number(range[1]), Number(range[3])];
    if (start > stop) fail('values_at(): Stop index in given indices range is smaller than the start index');
    if (stop > size - 1) fail('values_at(): Stop index in given indices range exceeds array size');
    return Array.from(
      { length: checkedCount(stop - start + (range[2] === '...' ? 0 : 1)) },
      (_, index) => start + index,
    );
  }
  if (!/^\d+$/.test(text)) fail('values_at(): Unknown format of given index');
  if (Number(text) > size - 1) fail('values_at(): Given index exceeds array size');
  return [Number(text)];
}

const valuesAt = define3x('values_at', -1, (_, args) => {
  if (args.length < 2) fail(`values_at(): Wrong number of arguments given (${args.length} for 2)`);
  const [array, wanted] = args as [Value, Value];
  if (!Array.isArray(array)) return fail('values_at(): Requires array to work with');
  const indexes = flattenDeep([wanted]);
  if (indexes.length === 0) fail('values_at(): You must provide at least one positive index to collect');
  return indexes
    .flatMap((each) => indexesOf(rubyToS(each), array.length))
    .map((index) => array[index]!)
    .filter((value) => value !== null);
});

const clamp = define3x('clamp', -2, (_, args) => {
  const values = flattenDeep(args);
  if (values.length !== 3) fail('clamp(): Wrong number of arguments, need three to clamp');
  for (const value of values) {
    if (typeof value === 'string' && !/^\d+$/m.test(value))
      fail(`clamp(): Required explicit numeric (${value}:String)`);
    if (value instanceof Map) fail(`clamp(): The Hash type is not allowed (${rubyToS(value)})`);
  }
  const numbers = values.map((value) =>
    isNumeric(value) ? Math.trunc(Number(value)) : Number(rubyToI(value as string)),
  );
  return numbers.sort((a, b) => a - b)[1]!;
});

const hasKey = define3x('has_key', -1, (_, args) => {
  if (args.length !== 2) fail(`has_key(): wrong number of arguments (${args.length}; must be 2)`);
  const [hashValue, key] = args as [Value, Value];
  if (!(hashValue instanceof Map))
    return fail(
      `has_key(): expects the first argument to be a hash, got ${rubyInspect(hashValue)} which is of type ${rubyClass(hashValue)}`,
    );
  return hashValue.has(internKey(key));
});

const joinKeysToValues = define3x('join_keys_to_values', -1, (_, args) => {
  if (args.length !== 2)
    fail(`join_keys_to_values(): Takes exactly two arguments, but ${args.length} given.`);
  const [pairs, separator] = args as [Value, Value];
  if (!(pairs instanceof Map))
    return fail(
      `join_keys_to_values(): The first argument must be a hash, but a ${rubyClass(pairs)} was given.`,
    );
  if (typeof separator !== 'string')
    return fail(
      `join_keys_to_values(): The second argument must be a string, but a ${rubyClass(separator)} was given.`,
    );
  return [...pairs].flatMap(([key, value]) => {
    const values = Array.isArray(value) ? value : [value];
    return values.map((each) =>
      rubyToS(each) === 'undef' ? rubyToS(key) : rubyToS(key) + separator + rubyToS(each),
    );
  });
});

function mergeDeep(left: PHash, right: PHash): PHash {
  const merged: PHash = new Map(left);
  for (const [key, value] of right) {
    const old = merged.get(key);
    merged.set(key, old instanceof Map && value instanceof Map ? mergeDeep(old, value) : value);
  }
  return merged;
}

const deepMerge = define3x('deep_merge', -1, (_, args) => {
  if (args.length < 2) fail(`deep_merge(): wrong number of arguments (${args.length}; must be at least 2)`);
  return args
    .filter((arg) => arg !== '')
    .reduce<PHash>((merged, arg) => {
      if (!(arg instanceof Map))
        return fail(`deep_merge: unexpected argument type ${rubyClass(arg)}, only expects hash arguments`);
      return mergeDeep(merged, arg);
    }, new Map());
});

/** Functions of stdlib on arrays and hashes. */
export const arrayFunctions: readonly AnyFunction[] = [
  any2array,
  concat,
  count,
  deleteFunction,
  deleteAt,
  deleteUndefValues,
  deleteValues,
  difference,
  intersection,
  union,
  member,
  defineAffix('prefix', (text, affix) => affix + text),
  defineAffix('suffix', (text, affix) => text + affix),
  reject,
  grep,
  reverse,
  hash,
  zip,
  valuesAt,
  clamp,
  hasKey,
  joinKeysToValues,
  deepMerge,
];
