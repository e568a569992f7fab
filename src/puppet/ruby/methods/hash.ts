import { internKey, makeHash } from '../../values/keys.ts';
import type { PHash, Value } from '../../values/value.ts';
import { rubyEquals } from '../compare.ts';
import { RubyError } from '../errors.ts';
import { inspect } from '../text.ts';
import { isHash, type RubyProc, RubySymbol, type RubyValue, truthy } from '../values.ts';
import { dig } from './array.ts';
import { enumerable } from './enumerable.ts';
import { hashOf } from './implicit.ts';
import type { Method, Methods } from './types.ts';

const keyOf = (key: RubyValue): Value =>
  key instanceof RubySymbol ? (key as unknown as Value) : internKey(key as Value);
const get = (self: PHash, key: RubyValue): RubyValue => self.get(keyOf(key)) ?? null;
const pairs = (self: PHash): [RubyValue, RubyValue][] => [...self];
const from = (entries: Iterable<readonly [RubyValue, RubyValue]>): PHash =>
  makeHash(entries as Iterable<readonly [Value, Value]>);

function merge(self: PHash, others: readonly RubyValue[], block: RubyProc | null): PHash {
  const merged = makeHash(self);
  for (const other of others)
    for (const [key, value] of hashOf(other) as PHash)
      merged.set(
        key,
        (block && merged.has(key) ? block.call([key, merged.get(key), value]) : value) as Value,
      );
  return merged;
}

function fill(self: PHash, entries: PHash): PHash {
  const copy = [...entries];
  self.clear();
  for (const [key, value] of copy) self.set(key, value);
  return self;
}

/** Enumerable's methods see a hash as pairs. */
const byPairs: Methods<PHash> = Object.fromEntries(
  Object.entries(enumerable).map(([name, method]): [string, Method<PHash>] => [
    name,
    (self, args, block, machine) => method(pairs(self), args, block, machine),
  ]),
);

const select = (self: PHash, block: RubyProc, wanted: boolean) =>
  from(pairs(self).filter(([key, value]) => truthy(block.call([key, value])) === wanted));

/** Ruby's Hash. */
export const hashMethods: Methods<PHash> = {
  ...byPairs,
  each: (self, _, block, machine) => {
    for (const [key, value] of pairs(self)) {
      machine.tick();
      block!.call([[key, value]]);
    }
    return self;
  },
  each_key: (self, _, block) => ([...self.keys()].forEach((key) => block!.call([key])), self),
  each_value: (self, _, block) => ([...self.values()].forEach((value) => block!.call([value])), self),
  size: (self) => self.size,
  'empty?': (self) => self.size === 0,
  '[]': (self, [key]) => get(self, key),
  dig: (self, [key, ...rest], _, machine) => {
    const value = get(self, key);
    return rest.length === 0 || value === null ? value : dig(value, rest, machine);
  },
  fetch: (self, [key, fallback], block) => {
    if (self.has(keyOf(key))) return get(self, key);
    if (block) return block.call([key]);
    if (fallback !== undefined) return fallback;
    throw new RubyError(`key not found: ${inspect(key)}`, 0, true);
  },
  keys: (self) => [...self.keys()],
  values: (self) => [...self.values()],
  values_at: (self, keys) => keys.map((key) => get(self, key)),
  'key?': (self, [key]) => self.has(keyOf(key)),
  'include?': (self, [key]) => self.has(keyOf(key)),
  'value?': (self, [wanted]) => [...self.values()].some((value) => rubyEquals(value, wanted)),
  each_with_index: (self, args, block, machine) => (
    enumerable.each_with_index!(pairs(self), args, block, machine), self
  ),
  find_all: (self, _, block) => pairs(select(self, block!, true)),
  assoc: (self, [key]) => (self.has(keyOf(key)) ? [key, get(self, key)] : null),
  key: (self, [wanted]) => pairs(self).find(([, value]) => rubyEquals(value, wanted))?.[0] ?? null,
  select: (self, _, block) => select(self, block!, true),
  reject: (self, _, block) => select(self, block!, false),
  partition: (self, _, block) => [pairs(select(self, block!, true)), pairs(select(self, block!, false))],
  merge: (self, others, block) => merge(self, others, block),
  invert: (self) => from(pairs(self).map(([key, value]) => [value, key])),
  transform_values: (self, _, block) => from(pairs(self).map(([key, value]) => [key, block!.call([value])])),
  transform_keys: (self, _, block) => from(pairs(self).map(([key, value]) => [block!.call([key]), value])),
  compact: (self) => from(pairs(self).filter(([, value]) => value !== null)),
  slice: (self, keys) => from(keys.filter((key) => self.has(keyOf(key))).map((key) => [key, get(self, key)])),
  except: (self, keys) => from(pairs(self).filter(([key]) => !keys.some((each) => rubyEquals(each, key)))),
  to_h: (self, _, block) =>
    block ? from(pairs(self).map((pair) => block.call(pair) as [RubyValue, RubyValue])) : self,
  to_a: (self) => pairs(self),
  'any?': (self, _, block) =>
    block ? pairs(self).some((pair) => truthy(block.call([pair]))) : self.size > 0,
  // What follows changes the hash; the caller has made it the template's own.
  '[]=': (self, [key, value]) => (self.set(keyOf(key), value as Value), value),
  delete: (self, [key]) => {
    const value = get(self, key);
    self.delete(keyOf(key));
    return value;
  },
  delete_if: (self, _, block) => fill(self, select(self, block!, false)),
  keep_if: (self, _, block) => fill(self, select(self, block!, true)),
  'select!': (self, _, block) => fill(self, select(self, block!, true)),
  'reject!': (self, _, block) => fill(self, select(self, block!, false)),
  'merge!': (self, others, block) => fill(self, merge(self, others, block)),
  replace: (self, [other]) => fill(self, other as PHash),
  clear: (self) => (self.clear(), self),
  default: () => null,
  compare_by_identity: (self) => self,
  '==': (self, [other]) => isHash(other) && rubyEquals(self, other),
};
