import { makeHash } from '../../values/keys.ts';
import { PIterator, type Value } from '../../values/value.ts';
import { defineIteration } from '../support/iteration.ts';
import { truthy } from '../support/truth.ts';

/** The elements for which a block is true. */
export const filter = defineIteration('filter', (subject, walkEach) => {
  const kept: Value[] = [];
  walkEach((call, _key, _value, pair) => {
    if (truthy(call())) kept.push(pair);
    return false;
  });
  const pairs = subject instanceof Map || (subject instanceof PIterator && subject.hashStyle);
  return pairs ? makeHash(kept as [Value, Value][]) : kept;
});
