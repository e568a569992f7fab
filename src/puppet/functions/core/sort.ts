import { PuppetError } from '../../error.ts';
import { inferType } from '../../types/index.ts';
import type { Value } from '../../values/value.ts';
import { type Block, defineFunction } from '../api.ts';
import { isNumeric, numberOf, rubyCompare } from '../support/compare.ts';
import { rubyInspect } from '../support/ruby-text.ts';

/** The elements of an array, or the characters of a string, in order. */
export const sort = defineFunction('sort', [
  {
    signature: 'String string_value, Callable[2, 2] ?&block',
    run: (_, [text], block) => sorted([...(text as string)], block).join(''),
  },
  {
    signature: 'Array array_value, Callable[2, 2] ?&block',
    run: (_, [array], block) => sorted(array as Value[], block),
  },
]);

function sorted(values: readonly Value[], block: Block | undefined): Value[] {
  // Ruby meets what it cannot compare in this order.
  if (!block) for (let at = 1; at < values.length; at++) compareOrFail(values[at - 1]!, values[at]!);
  return [...values].sort(block ? (a, b) => verdict(block.call([a, b])) : compareOrFail);
}

function verdict(value: Value): number {
  if (isNumeric(value)) return Number(numberOf(value));
  throw incomparable(value, 0);
}

function compareOrFail(a: Value, b: Value): number {
  const order = rubyCompare(a, b);
  if (order === undefined) throw incomparable(a, b);
  return order;
}

function incomparable(a: Value, b: Value): PuppetError {
  const shown = isNumeric(b) || typeof b === 'boolean' || b === null ? rubyInspect(b) : inferType(b).name;
  return new PuppetError(`comparison of ${inferType(a).name} with ${shown} failed`);
}
