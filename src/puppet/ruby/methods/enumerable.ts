import { internKey, makeHash } from '../../values/keys.ts';
import type { Value } from '../../values/value.ts';
import { eqlKey, orderOrFail, rubyEquals } from '../compare.ts';
import { RubyError } from '../errors.ts';
import { add } from '../numbers.ts';
import { isArray, type RubyProc, RubySymbol, type RubyValue, toNumber, truthy } from '../values.ts';
import { conversionName, integerOf } from './implicit.ts';
import type { Machine, Methods } from './types.ts';

type Items = readonly RubyValue[];

const toProc = (block: RubyProc | null, name: string): RubyProc => {
  if (block) return block;
  throw new RubyError(`${name} without a block gives an Enumerator, which is not supported`, 0);
};

const indexOfBest = (items: Items, sign: number, order: (a: RubyValue, b: RubyValue) => number): RubyValue =>
  items.length === 0 ? null : items.reduce((best, item) => (sign * order(item, best) > 0 ? item : best));

const byBlock = (block: RubyProc | null) => (a: RubyValue, b: RubyValue) =>
  block ? toNumber(block.call([a, b])) : orderOrFail(a, b);

function sortBy(items: Items, block: RubyProc): RubyValue[] {
  const keyed = items.map((item) => [block.call([item]), item] as const);
  return keyed.sort(([a], [b]) => orderOrFail(a, b)).map(([, item]) => item);
}

function inject(items: Items, args: Items, block: RubyProc | null, machine: Machine): RubyValue {
  const operator = args.at(-1) instanceof RubySymbol && !block ? (args.at(-1) as RubySymbol).name : null;
  const start = operator === null ? args : args.slice(0, -1);
  const join = (memo: RubyValue, item: RubyValue) =>
    operator === null ? block!.call([memo, item]) : machine.send(memo, operator, [item], null);
  const [first, rest] = start.length > 0 ? [start[0], items] : [items[0] ?? null, items.slice(1)];
  return rest.reduce(join, first);
}

function groupBy(items: Items, block: RubyProc, machine: Machine): RubyValue {
  const groups = makeHash();
  for (const item of items) {
    const key = internKey(block.call([item]) as Value);
    const group = (groups.get(key) as RubyValue[] | undefined) ?? machine.owned.add([]);
    group.push(item);
    groups.set(key, group as Value);
  }
  return machine.owned.add(groups);
}

function slices(items: Items, size: number): RubyValue[][] {
  return Array.from(
    { length: Math.ceil(items.length / size) },
    (_, index) => items.slice(index * size, (index + 1) * size) as RubyValue[],
  );
}

function test(block: RubyProc | null, args: Items, machine: Machine): (item: RubyValue) => boolean {
  if (args.length > 0) return (item) => truthy(machine.send(args[0], '===', [item], null));
  return (item) => truthy(block ? block.call([item]) : item);
}

/** A pair of a hash that is made of pairs. */
function pairOf(value: RubyValue, index: number): [Value, Value] {
  if (isArray(value)) return value as [Value, Value];
  throw new RubyError(`wrong element type ${conversionName(value)} at ${index} (expected array)`, 0, true);
}

/** What arrays, hashes and ranges have in common; hashes are walked by pairs. */
export const enumerable: Methods<Items> = {
  map: (self, _, block) => self.map((item) => toProc(block, 'map').call([item])),
  filter_map: (self, _, block) => self.map((item) => toProc(block, 'filter_map').call([item])).filter(truthy),
  flat_map: (self, _, block) => self.flatMap((item) => toProc(block, 'flat_map').call([item]) as RubyValue[]),
  each_with_index: (self, _, block) => {
    for (const [index, item] of self.entries()) toProc(block, 'each_with_index').call([item, index]);
    return self;
  },
  each_with_object: (self, [memo], block) => {
    for (const item of self) toProc(block, 'each_with_object').call([item, memo]);
    return memo;
  },
  each_entry: (self, _, block) => (self.forEach((item) => toProc(block, 'each_entry').call([item])), self),
  each_slice: (self, [size], block) => (
    slices(self, toNumber(size)).forEach((slice) => toProc(block, 'each_slice').call([slice])), null
  ),
  each_cons: (self, [size], block) => {
    for (let at = 0; at + toNumber(size) <= self.length; at++)
      toProc(block, 'each_cons').call([self.slice(at, at + toNumber(size))]);
    return null;
  },
  select: (self, _, block) => self.filter((item) => truthy(toProc(block, 'select').call([item]))),
  reject: (self, _, block) => self.filter((item) => !truthy(toProc(block, 'reject').call([item]))),
  partition: (self, _, block) => {
    const verdicts = self.map((item) => truthy(toProc(block, 'partition').call([item])));
    return [self.filter((__, index) => verdicts[index]), self.filter((__, index) => !verdicts[index])];
  },
  find: (self, _, block) => self.find((item) => truthy(toProc(block, 'find').call([item]))) ?? null,
  find_index: (self, args, block) => {
    const at = self.findIndex((item) =>
      args.length > 0 ? rubyEquals(item, args[0]) : truthy(toProc(block, 'find_index').call([item])),
    );
    return at === -1 ? null : at;
  },
  'any?': (self, args, block, machine) => self.some(test(block, args, machine)),
  'all?': (self, args, block, machine) => self.every(test(block, args, machine)),
  'none?': (self, args, block, machine) => !self.some(test(block, args, machine)),
  'one?': (self, args, block, machine) => self.filter(test(block, args, machine)).length === 1,
  'include?': (self, [wanted]) => self.some((item) => rubyEquals(item, wanted)),
  count: (self, args, block) => {
    if (args.length > 0) return self.filter((item) => rubyEquals(item, args[0])).length;
    return block ? self.filter((item) => truthy(block.call([item]))).length : self.length;
  },
  first: (self, [size]) => (size === undefined ? (self[0] ?? null) : self.slice(0, integerOf(size))),
  take: (self, [size]) => self.slice(0, integerOf(size)),
  drop: (self, [size]) => self.slice(integerOf(size)),
  take_while: (self, _, block) => {
    const end = self.findIndex((item) => !truthy(toProc(block, 'take_while').call([item])));
    return end === -1 ? [...self] : self.slice(0, end);
  },
  drop_while: (self, _, block) => {
    const start = self.findIndex((item) => !truthy(toProc(block, 'drop_while').call([item])));
    return start === -1 ? [] : self.slice(start);
  },
  sort: (self, _, block) => [...self].sort(byBlock(block)),
  sort_by: (self, _, block) => sortBy(self, toProc(block, 'sort_by')),
  min: (self, [size], block) =>
    size === undefined
      ? indexOfBest(self, -1, byBlock(block))
      : [...self].sort(byBlock(block)).slice(0, integerOf(size)),
  max: (self, [size], block) =>
    size === undefined
      ? indexOfBest(self, 1, byBlock(block))
      : [...self].sort((a, b) => byBlock(block)(b, a)).slice(0, integerOf(size)),
  min_by: (self, _, block) => sortBy(self, toProc(block, 'min_by'))[0] ?? null,
  max_by: (self, _, block) => indexOfBest(self, 1, (a, b) => orderOrFail(block!.call([a]), block!.call([b]))),
  sum: (self, [start], block) =>
    self.reduce((total, item) => add(total, block ? block.call([item]) : item), start ?? 0),
  inject: (self, args, block, machine) => inject(self, args, block, machine),
  group_by: (self, _, block, machine) => groupBy(self, toProc(block, 'group_by'), machine),
  grep: (self, [pattern], block, machine) => {
    const found = self.filter((item) => truthy(machine.send(pattern, '===', [item], null)));
    return block ? found.map((item) => block.call([item])) : found;
  },
  zip: (self, others) =>
    self.map((item, index) => [item, ...others.map((other) => (other as Items)[index] ?? null)]),
  to_h: (self, _, block) =>
    makeHash(self.map((item, index) => pairOf(block ? block.call([item]) : item, index))),
  uniq: (self, _, block) => {
    const seen = new Set<unknown>();
    return self.filter((item) => {
      const key = eqlKey(block ? block.call([item]) : item);
      return !seen.has(key) && seen.add(key);
    });
  },
  reverse_each: (self, _, block) => (
    [...self].reverse().forEach((item) => toProc(block, 'reverse_each').call([item])), self
  ),
  to_a: (self) => [...self],
  entries: (self) => [...self],
  to_set: (self) => [...self],
  lazy: (self) => self,
  tally: (self) => {
    const counts = makeHash();
    for (const item of self)
      counts.set(internKey(item as Value), ((counts.get(internKey(item as Value)) as number) ?? 0) + 1);
    return counts;
  },
};

/** Other names of the same methods. */
export const aliases: Readonly<Record<string, string>> = {
  collect: 'map',
  collect_concat: 'flat_map',
  filter: 'select',
  detect: 'find',
  'member?': 'include?',
  reduce: 'inject',
  length: 'size',
  'has_key?': 'key?',
  'has_value?': 'value?',
  each_pair: 'each',
  'kind_of?': 'is_a?',
  append: 'push',
  prepend: 'unshift',
  find_all: 'select',
  'equal?': '==',
  'eql?': '==',
  store: '[]=',
  update: 'merge!',
  next: 'succ',
  magnitude: 'abs',
  yield: 'call',
  '()': 'call',
  to_str: 'to_s',
  id2name: 'to_s',
};
