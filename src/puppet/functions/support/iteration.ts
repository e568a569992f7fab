import { untilBreak } from '../../evaluate/signals.ts';
import type { PHash, Value } from '../../values/value.ts';
import { type Block, type Dispatch, defineFunction, type FunctionDefinition } from '../api.ts';
import { pairsOf, walk } from './walk.ts';

/** What an iterating function does with each element: its key (an index where it is no hash) and its value. */
export type Visit = (call: () => Value, key: Value, value: Value, pair: Value) => boolean | undefined;

/** How blocks are called; `ofHash` is what a block with one parameter gets of a hash, by itself its entries. */
export interface IterationOptions {
  readonly breaks?: boolean;
  readonly ofHash?: 'values';
}

/** The four signatures that each, map, filter, all, any and index share. */
export function iterationDispatches(
  run: (subject: Value, each: Each) => Value,
  options: IterationOptions = {},
): Dispatch[] {
  const [entries, single] = options.ofHash === 'values' ? [values, values] : [hashEntries, plain];
  const signatures: [string, EachMaker][] = [
    ['Hash[Any, Any] hash, Callable[2, 2] &block', hashPairs],
    ['Hash[Any, Any] hash, Callable[1, 1] &block', entries],
    ['Iterable enumerable, Callable[2, 2] &block', indexed],
    ['Iterable enumerable, Callable[1, 1] &block', single],
  ];
  return signatures.map(([signature, make]) => ({
    signature,
    run: (_, [subject], block) => {
      const each = make(subject!, block!);
      return run(subject!, options.breaks === false ? each : (visit) => untilBreak(() => each(visit)));
    },
  }));
}

/** Walks a subject; `visit` is told how to call the block, and ends the walk by true. */
export type Each = (visit: Visit) => void;
type EachMaker = (subject: Value, block: Block) => Each;

const hashPairs: EachMaker = (subject, block) => (visit) => {
  for (const [key, value] of subject as PHash)
    if (visit(() => block.call([key, value]), key, value, [key, value])) return;
};

const hashEntries: EachMaker = (subject, block) => (visit) => {
  for (const pair of pairsOf(subject as PHash))
    if (visit(() => block.call([pair]), pair[0], pair[1], pair)) return;
};

const indexed: EachMaker = (subject, block) => (visit) => {
  const { pairs, items } = walk(subject);
  let index = 0;
  for (const item of items) {
    const [key, value] = pairs ? (item as [Value, Value]) : [index, item];
    if (visit(() => block.call([key, value]), key, value, item)) return;
    index++;
  }
};

const plain: EachMaker = (subject, block) => (visit) => {
  const { pairs, items } = walk(subject);
  let index = 0;
  for (const item of items) {
    const [key, value] = pairs ? (item as [Value, Value]) : [index, item];
    if (visit(() => block.call([item]), key, value, item)) return;
    index++;
  }
};

const values: EachMaker = (subject, block) => (visit) => {
  const { pairs, items } = walk(subject);
  let index = 0;
  for (const item of items) {
    const [key, value] = pairs ? (item as [Value, Value]) : [index++, item];
    if (visit(() => block.call([value]), key, value, item)) return;
  }
};

/** A function with those four signatures. */
export function defineIteration(
  name: string,
  run: (subject: Value, each: Each) => Value,
  options?: IterationOptions,
): FunctionDefinition {
  return defineFunction(name, iterationDispatches(run, options));
}
