import { checkedCount } from '../../values/count.ts';
import { internKey, makeHash } from '../../values/keys.ts';
import type { Value } from '../../values/value.ts';
import { eqlKey, orderOrFail, rubyEquals, rubyOrder } from '../compare.ts';
import { RubyError } from '../errors.ts';
import { toS } from '../text.ts';
import { classOf, isArray, isHash, RubyRange, type RubyValue, toNumber, truthy } from '../values.ts';
import { countVisit } from '../visits.ts';
import { enumerable } from './enumerable.ts';
import { integerOf, listOf, textOf } from './implicit.ts';
import type { Machine, Methods } from './types.ts';

/** The part of a list that an index, a start and a length, or a range names; undefined outside. */
export function sliceOf<T>(
  items: ArrayLike<T> & { slice(from: number, to: number): ArrayLike<T> },
  args: readonly RubyValue[],
): ArrayLike<T> | undefined {
  const [first, second] = args;
  const size = items.length;
  if (first instanceof RubyRange) {
    const from = first.from === null ? 0 : wrap(integerOf(first.from), size);
    const last = first.to === null ? size : wrap(integerOf(first.to), size) + (first.exclusive ? 0 : 1);
    return from < 0 || from > size ? undefined : items.slice(from, Math.max(from, last));
  }
  const from = wrap(integerOf(first), size);
  return from < 0 || from > size ? undefined : items.slice(from, from + integerOf(second));
}

const wrap = (index: number, size: number) => (index < 0 ? size + index : index);

function at(self: readonly RubyValue[], args: readonly RubyValue[]): RubyValue {
  if (args.length === 1 && !(args[0] instanceof RubyRange))
    return self[wrap(integerOf(args[0]), self.length)] ?? null;
  return sliceOf(self as RubyValue[], args) ?? null;
}

function flatten(items: readonly RubyValue[], depth: number): RubyValue[] {
  countVisit();
  return items.flatMap((item) => (isArray(item) && depth > 0 ? flatten(item, depth - 1) : [item]));
}

/** Ruby's `join`: nested arrays are joined too. */
export function join(items: readonly RubyValue[], separator: string): string {
  return items.map((item) => (isArray(item) ? join(item, separator) : toS(item))).join(separator);
}

const keys = (items: RubyValue) => new Set(listOf(items).map(eqlKey));

function replace(self: RubyValue[], items: readonly RubyValue[]): RubyValue[] {
  self.splice(0, self.length, ...items);
  return self;
}

/** What methods that leave elements out give: nil where there was nothing to leave out. */
function shortened(self: RubyValue[], items: readonly RubyValue[]): RubyValue {
  return items.length === self.length ? null : replace(self, items);
}

/** The rest of a path, in what was found so far. */
export function dig(value: RubyValue, path: readonly RubyValue[], machine: Machine): RubyValue {
  if (isArray(value) || isHash(value)) return machine.send(value, 'dig', path, null);
  throw new RubyError(`${classOf(value)} does not have #dig method`, 0, true);
}

function together(items: readonly RubyValue[], other: RubyValue): RubyValue[] {
  const more = listOf(other);
  checkedCount(items.length + more.length);
  return [...items, ...more];
}

/** How many of so many elements can be chosen. */
function choices(count: number, size: number): number {
  let result = 1;
  for (let chosen = 0; chosen < size; chosen++) result *= (count - chosen) / (chosen + 1);
  return result;
}

function combinations(items: readonly RubyValue[], size: number): RubyValue[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) =>
    combinations(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
  );
}

/** Ruby's Array. */
export const arrayMethods: Methods<RubyValue[]> = {
  ...enumerable,
  each: (self, _, block, machine) => {
    for (const item of self) {
      machine.tick();
      block!.call([item]);
    }
    return self;
  },
  each_index: (self, _, block) => (self.forEach((__, index) => block!.call([index])), self),
  size: (self) => self.length,
  'empty?': (self) => self.length === 0,
  '[]': at,
  slice: at,
  at,
  dig: (self, [index, ...rest], _, machine) => {
    const item = at(self, [index]);
    return rest.length === 0 || item === null ? item : dig(item, rest, machine);
  },
  fetch: (self, [index, fallback], block) => {
    const item = self[wrap(integerOf(index), self.length)];
    if (item !== undefined) return item;
    if (block) return block.call([index]);
    if (fallback !== undefined) return fallback;
    throw new RubyError(
      `index ${toS(index)} outside of array bounds: ${-self.length}...${self.length}`,
      0,
      true,
    );
  },
  values_at: (self, indexes) => indexes.map((index) => at(self, [index])),
  last: (self, [size]) =>
    size === undefined ? (self.at(-1) ?? null) : integerOf(size) === 0 ? [] : self.slice(-integerOf(size)),
  index: (self, args, block) => {
    const found = self.findIndex((item) =>
      args.length > 0 ? rubyEquals(item, args[0]) : truthy(block!.call([item])),
    );
    return found === -1 ? null : found;
  },
  join: (self, [separator]) =>
    join(self, separator === undefined || separator === null ? '' : textOf(separator)),
  flatten: (self, [depth]) => flatten(self, depth === undefined ? Number.POSITIVE_INFINITY : toNumber(depth)),
  compact: (self) => self.filter((item) => item !== null && item !== undefined),
  reverse: (self) => [...self].reverse(),
  rotate: (self, [count]) => {
    const start = (((count === undefined ? 1 : toNumber(count)) % self.length) + self.length) % self.length;
    return [...self.slice(start), ...self.slice(0, start)];
  },
  '+': (self, [other]) => together(self, other),
  '-': (self, [other]) => {
    const unwanted = keys(other);
    return self.filter((item) => !unwanted.has(eqlKey(item)));
  },
  '&': (self, [other]) =>
    enumerable.uniq!(self, [], null, null!) &&
    (enumerable.uniq!(self, [], null, null!) as RubyValue[]).filter((item) => keys(other).has(eqlKey(item))),
  '|': (self, [other]) => enumerable.uniq!(together(self, other), [], null, null!),
  '*': (self, [times]) =>
    typeof times === 'string'
      ? join(self, times)
      : Array.from(
          { length: checkedCount(integerOf(times) * self.length) / Math.max(1, self.length) },
          () => self,
        ).flat(),
  '<=>': (self, [other]) => rubyOrder(self, other) ?? null,
  combination: (self, [size], block) => {
    checkedCount(choices(self.length, toNumber(size)) * toNumber(size));
    const all = combinations(self, toNumber(size));
    return block ? (all.forEach((each) => block.call([each])), self) : all;
  },
  product: (self, others) => {
    const rows = others.reduce<number>((count, other) => count * (other as RubyValue[]).length, self.length);
    checkedCount(rows * (others.length + 1));
    return others.reduce<RubyValue[][]>(
      (rows, other) => rows.flatMap((row) => (other as RubyValue[]).map((item) => [...row, item])),
      self.map((item) => [item]),
    );
  },
  transpose: (self) =>
    ((self[0] as RubyValue[]) ?? []).map((_, index) =>
      self.map((row) => (row as RubyValue[])[index] ?? null),
    ),
  assoc: (self, [key]) => self.find((item) => isArray(item) && rubyEquals(item[0], key)) ?? null,
  hash: (self) => toS(self).length,
  pack: () => {
    throw new RubyError('Array#pack is not supported in templates', 0);
  },
  // What follows changes the array; the caller has made it the template's own.
  '<<': (self, [item]) => (self.push(item), self),
  push: (self, items) => (self.push(...items), self),
  unshift: (self, items) => (self.unshift(...items), self),
  insert: (self, [index, ...items]) => (
    self.splice(wrap(toNumber(index), self.length + 1), 0, ...items), self
  ),
  concat: (self, others) => {
    for (const other of others) for (const item of together([], other)) self.push(item);
    checkedCount(self.length);
    return self;
  },
  pop: (self) => self.pop() ?? null,
  shift: (self) => self.shift() ?? null,
  clear: (self) => replace(self, []),
  replace: (self, [items]) => replace(self, items as RubyValue[]),
  '[]=': (self, [index, value]) => {
    self[wrap(toNumber(index), self.length)] = value;
    return value;
  },
  delete: (self, [item]) => {
    const had = self.some((each) => rubyEquals(each, item));
    replace(
      self,
      self.filter((each) => !rubyEquals(each, item)),
    );
    return had ? item : null;
  },
  delete_at: (self, [index]) => self.splice(wrap(toNumber(index), self.length), 1)[0] ?? null,
  delete_if: (self, _, block) =>
    replace(
      self,
      self.filter((item) => !truthy(block!.call([item]))),
    ),
  keep_if: (self, _, block) =>
    replace(
      self,
      self.filter((item) => truthy(block!.call([item]))),
    ),
  'map!': (self, _, block) =>
    replace(
      self,
      self.map((item) => block!.call([item])),
    ),
  'collect!': (self, _, block) =>
    replace(
      self,
      self.map((item) => block!.call([item])),
    ),
  'select!': (self, _, block) =>
    replace(
      self,
      self.filter((item) => truthy(block!.call([item]))),
    ),
  'reject!': (self, _, block) =>
    replace(
      self,
      self.filter((item) => !truthy(block!.call([item]))),
    ),
  'sort!': (self, _, block) =>
    self.sort((a, b) => (block ? toNumber(block.call([a, b])) : orderOrFail(a, b))),
  'uniq!': (self, args, block, machine) =>
    shortened(self, enumerable.uniq!(self, args, block, machine) as RubyValue[]),
  'compact!': (self) =>
    shortened(
      self,
      self.filter((item) => item !== null),
    ),
  'flatten!': (self) => replace(self, flatten(self, Number.POSITIVE_INFINITY)),
  'reverse!': (self) => self.reverse(),
};

/** `Hash[…]`: pairs, a hash, or keys and values in turn. */
export function toHash(args: readonly RubyValue[]): RubyValue {
  const [only] = args;
  if (args.length === 1 && isHash(only)) return makeHash(only);
  const pairs =
    args.length === 1
      ? (only as [Value, Value][])
      : args.flatMap((key, index) => (index % 2 === 0 ? [[key, args[index + 1]] as [Value, Value]] : []));
  return makeHash(pairs.map(([key, value]) => [internKey(key), value] as const));
}
