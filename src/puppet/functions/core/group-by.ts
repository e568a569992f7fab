import { hashGet, hashSet } from '../../values/keys.ts';
import type { PHash, Value } from '../../values/value.ts';
import { type Block, defineFunction, type FunctionDefinition } from '../api.ts';
import { truthy } from '../support/truth.ts';
import { pairsOf } from '../support/walk.ts';

/** Calls a block for each element of a collection, with the element, or with its index or key and its value. */
function* judged(collection: Value, block: Block, two: boolean): Generator<[Value, Value]> {
  const items: Iterable<Value> = collection instanceof Map ? pairsOf(collection) : (collection as Value[]);
  let index = 0;
  for (const item of items) {
    const pair = collection instanceof Map ? (item as Value[]) : [index, item];
    yield [item, block.call(two ? pair : [item])];
    index++;
  }
}

function define(
  name: string,
  returns: string,
  run: (results: Iterable<[Value, Value]>) => Value,
): FunctionDefinition {
  const signatures = [
    'Collection collection, Callable[1, 1] &block',
    'Array array, Callable[2, 2] &block',
    'Collection collection, Callable[2, 2] &block',
  ];
  return defineFunction(
    name,
    signatures.map((signature, index) => ({
      signature,
      returns,
      run: (_, [collection], block) => run(judged(collection!, block!, index > 0)),
    })),
  );
}

/** The elements by what a block says of them. */
export const groupBy = define('group_by', 'Hash', (results) => {
  const groups: PHash = new Map();
  for (const [item, key] of results) {
    const group = hashGet(groups, key) as Value[] | undefined;
    if (group) group.push(item);
    else hashSet(groups, key, [item]);
  }
  return groups;
});

/** The elements for which a block is true, and the others. */
export const partition = define('partition', 'Tuple[Array, Array]', (results) => {
  const parts: [Value[], Value[]] = [[], []];
  for (const [item, verdict] of results) parts[truthy(verdict) ? 0 : 1].push(item);
  return parts;
});
