import { BreakSignal } from '../../evaluate/signals.ts';
import type { Value } from '../../values/value.ts';
import { type Block, defineFunction } from '../api.ts';
import { walk } from '../support/walk.ts';

/** Joins the elements by a block, from the first or from a given value. */
export const reduce = defineFunction('reduce', [
  {
    signature: 'Iterable enumerable, Callable[2, 2] &block',
    run: (_, [subject], block) => {
      const items = walk(subject!).items[Symbol.iterator]();
      const first = items.next();
      return first.done ? null : fold(items, first.value, block!);
    },
  },
  {
    signature: 'Iterable enumerable, Any memo, Callable[2, 2] &block',
    run: (_, [subject, memo], block) => fold(walk(subject!).items[Symbol.iterator](), memo!, block!),
  },
]);

function fold(items: Iterator<Value>, start: Value, block: Block): Value {
  let memo = start;
  try {
    for (let item = items.next(); !item.done; item = items.next()) memo = block.call([memo, item.value]);
  } catch (signal) {
    if (!(signal instanceof BreakSignal)) throw signal;
  }
  return memo;
}
