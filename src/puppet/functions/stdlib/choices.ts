import { inferSet } from '../../types/index.ts';
import { formatFloat } from '../../values/float.ts';
import { isInteger } from '../../values/integer.ts';
import { makeHash } from '../../values/keys.ts';
import type { PHash, Value } from '../../values/value.ts';
import { type AnyFunction, define3x, defineFunction } from '../api.ts';
import { fail } from '../support/fail.ts';
import { rubyToF, rubyToI } from '../support/numbers.ts';
import { rubyClass } from '../support/ruby-class.ts';
import { rubyToS } from '../support/ruby-text.ts';
import { truthy } from '../support/truth.ts';
import { textWith } from '../support/undefined-method.ts';
import { versionCompare } from '../support/versions.ts';
import { walk } from '../support/walk.ts';

const given = (values: readonly Value[]) => values.filter((value) => value !== null && value !== '');

const pick = define3x('pick', -1, (_, args) => {
  const [first] = given(args);
  return first === undefined || rubyToS(first) === ''
    ? fail('pick(): must receive at least one non empty value')
    : first;
});

const pickDefault = define3x('pick_default', -1, (_, args) => {
  if (args.length === 0) fail('Must receive at least one argument.');
  return given(args.slice(0, -1))[0] ?? args.at(-1)!;
});

function mergeResults(results: Iterable<Value>): PHash {
  return makeHash([...results].flatMap((value) => (value instanceof Map ? [...value] : [])));
}

const merge = defineFunction('merge', [
  {
    signature: 'Variant[Hash[Scalar, Any], Undef, String[0, 0]] *args',
    returns: 'Hash[Scalar, Any]',
    run: (_, hashes) => mergeResults(hashes),
  },
  {
    signature: 'Iterable *args, Callable[3, 3] &block',
    returns: 'Hash',
    run: (_, [subject], block) => {
      const { pairs, items } = walk(subject!);
      let merged: PHash = new Map();
      let index = 0;
      for (const item of items) {
        const [key, value] = pairs ? (item as [Value, Value]) : [index++, item];
        merged = mergeResults([merged, block!.call([merged, key, value])]);
      }
      return merged;
    },
  },
  {
    signature: 'Iterable *args, Callable[2, 2] &block',
    returns: 'Hash',
    run: (_, [subject], block) => {
      let merged: PHash = new Map();
      for (const item of walk(subject!).items) merged = mergeResults([merged, block!.call([merged, item])]);
      return merged;
    },
  },
]);

const fact = defineFunction('fact', [
  {
    signature: 'String fact_name',
    run: ({ scope }, [name]) => {
      const path = [...(name as string).matchAll(/([^."]+)|"([^"]+)"/g)].map(
        (match) => match[1] ?? match[2]!,
      );
      return path.reduce<Value>((at, key) => {
        if (Array.isArray(at)) return /^[+-]?\d+$/.test(key) ? (at.at(Number(key)) ?? null) : null;
        return at instanceof Map ? (at.get(key) ?? null) : null;
      }, scope.lookupVariable('facts'));
    },
  },
]);

const osVersionGte = defineFunction('os_version_gte', [
  {
    signature: 'String[1] os, String[1] version',
    returns: 'Boolean',
    run: ({ scope }, [os, version]) => {
      const facts = scope.lookupVariable('facts') as PHash;
      const release = rubyToS(facts.get('operatingsystemmajrelease') ?? null);
      return facts.get('operatingsystem') === os && versionCompare(release, version as string) >= 0;
    },
  },
]);

/** A string that does not look like a number. */
function isText(value: Value): boolean {
  if (typeof value !== 'string') return false;
  return value !== formatFloat(rubyToF(value)) && value !== String(rubyToI(value));
}

const type3x = define3x('type3x', -1, (_, args) => {
  if (args.length !== 1) fail(`type3x(): Wrong number of arguments given (${args.length} for 1)`);
  const [value] = args as [Value];
  if (typeof value === 'string') {
    if (value === String(rubyToI(value))) return 'integer';
    return isText(value) ? 'string' : 'float';
  }
  const name = rubyClass(value);
  if (name === 'TrueClass' || name === 'FalseClass') return 'boolean';
  return ['Integer', 'Float', 'Array', 'Hash'].includes(name)
    ? name.toLowerCase()
    : fail('type3x(): Unknown type');
});

const tryGetValue = define3x('try_get_value', -2, (_, args) => {
  const [data = '', path = '', fallback = null, separator = '/'] = args;
  if (!(data instanceof Map || Array.isArray(data)) || path === '') return truthy(fallback) ? fallback : data;
  const keys = textWith('split', path).split(textWith('split', separator));
  const found = keys.reduce<Value>((at, key) => {
    if (at instanceof Map) return at.get(/^\d+$/.test(key) ? Number(key) : key) ?? null;
    return Array.isArray(at) && /^\d+$/.test(key) ? (at[Number(key)] ?? null) : null;
  }, data);
  return found ?? fallback;
});

/** Functions of stdlib that choose, merge and ask. */
export const choiceFunctions: readonly AnyFunction[] = [
  pick,
  pickDefault,
  merge,
  fact,
  osVersionGte,
  type3x,
  tryGetValue,
  defineFunction('type_of', [{ signature: 'Any value', run: (_, [value]) => inferSet(value!) }]),
  define3x('is_integer', -1, (_, args) => {
    const [value] = args;
    if (args.length !== 1) fail(`is_integer(): Wrong number of arguments given ${args.length} for 1`);
    return isInteger(value) || (typeof value === 'string' && /^-?(?:[1-9]\d*|0)$/m.test(value));
  }),
  define3x('is_hash', -1, (_, args) => {
    if (args.length !== 1) fail(`is_hash(): Wrong number of arguments given (${args.length} for 1)`);
    return args[0] instanceof Map;
  }),
  defineFunction('is_array', [
    { signature: 'Any scope, Any *args', run: (_, [value]) => Array.isArray(value) },
  ]),
  defineFunction('is_string', [
    { signature: 'Any scope, Any *args', run: (_, [value]) => value === null || isText(value!) },
  ]),
];
