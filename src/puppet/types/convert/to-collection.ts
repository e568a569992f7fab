import { PuppetError } from '../../error.ts';
import { checkedCount } from '../../values/count.ts';
import { isInteger } from '../../values/integer.ts';
import { hashGet, hashHas, makeHash } from '../../values/keys.ts';
import { PBinary, type PHash, PIterator, type Value } from '../../values/value.ts';
import { PTypeAliasType } from '../alias-type.ts';
import { inferType } from '../infer.ts';
import { iterableType } from '../iterable.ts';
import { PIntegerType } from '../numeric.ts';
import { PEnumType } from '../string.ts';
import { type Constructor, conversion, mismatch, once } from './constructor.ts';

function unconvertible(from: Value, target: string): string {
  return `Value of type ${inferType(from).generalize()} cannot be converted to ${target}`;
}

/** `Array.new(from, wrap)`. */
export const arrayConstructor = once(
  (): Constructor => ({
    name: 'new_array',
    conversions: [
      conversion('Variant[Array,Hash,Binary,Iterable] from, ?Boolean[false] wrap', (from) => unrolled(from!)),
      conversion('Any from, Boolean[true] wrap', (from) => (Array.isArray(from) ? from : [from!])),
    ],
    mismatches: [mismatch('Any from, ?Boolean wrap', (from) => unconvertible(from!, 'Array'))],
  }),
);

/** The elements of anything that can be walked: characters, pairs of a hash, integers from 0, values of a range or an Enum. */
export function unrolled(from: Value): Value[] {
  if (Array.isArray(from)) return from;
  if (typeof from === 'string') return [...from];
  if (from instanceof Map) return [...from].map(([key, value]) => [key, value]);
  if (from instanceof PBinary) return [...from.bytes];
  if (from instanceof PIterator) return [...from];
  if (from instanceof PEnumType) return [...from.values];
  if (from instanceof PTypeAliasType) return unrolled(from.resolved);
  if (from instanceof PIntegerType) return range(Number(from.from), Number(from.to));
  return isInteger(from) ? range(0, Number(from) - 1) : [];
}

function range(from: number, to: number): Value[] {
  return Array.from({ length: checkedCount(Math.max(0, to - from + 1)) }, (_, index) => from + index);
}

const hashTypes = {
  KeyValueArray: 'Array[Tuple[Any,Any],1]',
  TreeArray: 'Array[Tuple[Array,Any],1]',
  NewHashOption: 'Enum[tree, hash_tree]',
};

/** `Hash.new(from, build_option)`. */
export const hashConstructor = once(
  (): Constructor => ({
    name: 'new_hash',
    conversions: [
      conversion(
        'TreeArray from, ?NewHashOption build_option',
        (from, option) => fromTree(from as Pair[], option),
        hashTypes,
      ),
      conversion('KeyValueArray from', (from) => makeHash(from as Pair[]), hashTypes),
      conversion('Any from', (from) => fromList(from!)),
    ],
  }),
);

type Pair = [Value, Value];

function fromList(from: Value): Value {
  if (from instanceof Map) return from;
  if (Array.isArray(from)) return fromPairs(from);
  if (iterableType.isInstance(from)) return fromPairs(unrolled(from));
  throw new PuppetError(unconvertible(from, 'Hash'));
}

function fromPairs(values: readonly Value[]): PHash {
  if (values.length % 2 !== 0) throw new PuppetError('odd number of arguments for Hash');
  const pairs = values.flatMap((value, index): Pair[] =>
    index % 2 === 0 ? [[value, values[index + 1]!]] : [],
  );
  return makeHash(pairs);
}

/** A tree being built; arrays and hashes in it may come from the arguments, so they are copied when they are changed. */
type Tree = Map<Value, Value> | Value[];

function fromTree(entries: readonly Pair[], option?: Value): Value {
  if (option === undefined || option === null) return makeHash(entries);
  const result: PHash = new Map();
  const own = new Set<Value>([result]);
  for (const [path, value] of entries)
    placeInTree(result, own, path as Value[], value, option === 'hash_tree');
  return result;
}

function placeInTree(
  root: PHash,
  own: Set<Value>,
  path: readonly Value[],
  value: Value,
  allHashes: boolean,
): void {
  if (path.length === 0) {
    for (const [key, entry] of Array.isArray(value) ? value.entries() : (value as PHash))
      root.set(key, entry);
    return;
  }
  let tree: Tree = root;
  for (const key of path.slice(0, -1)) tree = descend(tree, own, key);
  put(tree, path[path.length - 1]!, allHashes ? arrayAsHash(value) : value);
}

function descend(tree: Tree, own: Set<Value>, key: Value): Tree {
  const known = Array.isArray(tree) ? tree[Number(key)] : hashHas(tree, key) ? hashGet(tree, key) : undefined;
  if (known !== undefined && own.has(known)) return known as Tree;
  const isTree = Array.isArray(known) || known instanceof Map;
  if (known !== undefined && !isTree) {
    throw new PuppetError(`undefined method \`[]=' for ${inferType(known).generalize()}`);
  }
  const copy: Tree =
    known === undefined ? new Map() : Array.isArray(known) ? [...known] : new Map(known as PHash);
  own.add(copy);
  put(tree, key, copy);
  return copy;
}

function put(tree: Tree, key: Value, value: Value): void {
  if (Array.isArray(tree)) {
    while (tree.length < Number(key)) tree.push(null);
    tree[Number(key)] = value;
  } else for (const [internal, entry] of makeHash([[key, value]])) tree.set(internal, entry);
}

function arrayAsHash(value: Value): Value {
  if (!Array.isArray(value)) return value;
  return makeHash(value.map((element, index): Pair => [index, arrayAsHash(element)]));
}
