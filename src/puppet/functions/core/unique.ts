import { internKey, makeHash } from '../../values/keys.ts';
import type { PHash, Value } from '../../values/value.ts';
import { type Block, defineFunction } from '../api.ts';
import { walk } from '../support/walk.ts';

/** What is there once only, as it is or by what a block says of it. */
export const unique = defineFunction('unique', [
  {
    signature: 'String string, Callable[String] ?&block',
    run: (_, [text], block) => uniq([...(text as string)], block).join(''),
  },
  {
    signature: 'Hash hash, Callable[Any] ?&block',
    run: (_, [hash], block) => uniqueHash(hash as PHash, block),
  },
  {
    signature: 'Array array, Callable[Any] ?&block',
    run: (_, [array], block) => uniq(array as Value[], block),
  },
  {
    signature: 'Iterable iterable, Callable[Any] ?&block',
    run: (_, [subject], block) => {
      const values = uniq([...walk(subject!).items], block);
      return values;
    },
  },
]);

function uniq(values: readonly Value[], block: Block | undefined): Value[] {
  const seen = new Set<Value>();
  return values.filter((value) => {
    const key = internKey(block ? block.call([value]) : value);
    return !seen.has(key) && seen.add(key);
  });
}

/** The keys that have equal values together, with those values. */
function uniqueHash(hash: PHash, block: Block | undefined): PHash {
  const groups = new Map<Value, { keys: Value[]; values: Value[] }>();
  for (const [key, value] of hash) {
    const by = internKey(block ? block.call([value]) : value);
    const group = groups.get(by);
    if (group) {
      group.keys.push(key);
      group.values.push(value);
    } else groups.set(by, { keys: [key], values: [value] });
  }
  return makeHash([...groups.values()].map(({ keys, values }) => [keys, uniq(values, undefined)] as const));
}
