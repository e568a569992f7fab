import { PuppetError } from '../../error.ts';
import { untilBreak } from '../../evaluate/signals.ts';
import type { Value } from '../../values/value.ts';
import { type Block, defineFunction, type Run } from '../api.ts';
import { walk } from '../support/walk.ts';

const run: Run = (_, [subject, size], block) => {
  const slices = slicesOf(walk(subject!).items, Number(size));
  if (!block) return [...slices];
  const serving = servingSize(block, Number(size));
  const filler: Value = subject instanceof Map ? [] : null;
  untilBreak(() => {
    for (const slice of slices) block.call(serving === 1 ? [slice] : padded(slice, serving, filler));
  });
  return subject!;
};

/** The elements in groups of a size, to a block or as an array. */
export const slice = defineFunction('slice', [
  { signature: 'Hash[Any, Any] hash, Integer[1, default] slice_size, Callable ?&block', run },
  { signature: 'Iterable enumerable, Integer[1, default] slice_size, Callable ?&block', run },
]);

function* slicesOf(items: Iterable<Value>, size: number): Generator<Value[]> {
  let slice: Value[] = [];
  for (const item of items) {
    slice.push(item);
    if (slice.length < size) continue;
    yield slice;
    slice = [];
  }
  if (slice.length > 0) yield slice;
}

function padded(slice: Value[], size: number, filler: Value): Value[] {
  return [...slice, ...new Array<Value>(Math.max(0, size - slice.length)).fill(filler)];
}

function servingSize(block: Block, size: number): number {
  const serving = block.arity < 0 ? size : block.arity;
  if (serving === 0) throw new PuppetError('slice(): block must define at least one parameter. Block has 0.');
  if (serving === 1 || serving === size) return serving;
  throw new PuppetError(
    `slice(): block must define one parameter, or the same number of parameters as the given size of the slice (${size}). ` +
      `Block has ${serving}; ${block.parameterNames.join(', ')}`,
  );
}
