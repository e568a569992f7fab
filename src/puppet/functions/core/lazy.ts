import { untilBreak } from '../../evaluate/signals.ts';
import { anyType } from '../../types/any.ts';
import { inferType, type PType } from '../../types/index.ts';
import { elementType } from '../../types/iterable.ts';
import { PIterator, type Value } from '../../values/value.ts';
import { type Block, defineFunction } from '../api.ts';
import { walk } from '../support/walk.ts';

function elementOf(value: Value): PType {
  return value instanceof PIterator ? value.elementType : (elementType(inferType(value)) ?? anyType);
}

function lazily(subject: Value, items: () => Iterator<Value>): PIterator {
  return new PIterator(elementOf(subject), items);
}

function feed(items: Iterable<Value>, block: Block): null {
  untilBreak(() => {
    for (const item of items) block.call([item]);
  });
  return null;
}

function* backwards(subject: Value): Generator<Value> {
  yield* [...walk(subject).items].reverse();
}

function* stepping(subject: Value, size: number): Generator<Value> {
  let at = 0;
  for (const item of walk(subject).items) if (at++ % size === 0) yield item;
}

/** The elements from the last to the first. */
export const reverseEach = defineFunction('reverse_each', [
  { signature: 'Iterable iterable', run: (_, [subject]) => lazily(subject!, () => backwards(subject!)) },
  {
    signature: 'Iterable iterable, Callable[1, 1] &block',
    run: (_, [subject], block) => feed(backwards(subject!), block!),
  },
]);

/** Every n-th element, beginning with the first. */
export const step = defineFunction('step', [
  {
    signature: 'Iterable iterable, Integer[1] step',
    run: (_, [subject, size]) => lazily(subject!, () => stepping(subject!, Number(size))),
  },
  {
    signature: 'Iterable iterable, Integer[1] step, Callable[1, 1] &block',
    run: (_, [subject, size], block) => feed(stepping(subject!, Number(size)), block!),
  },
]);
