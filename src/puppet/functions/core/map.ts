import type { Value } from '../../values/value.ts';
import { defineIteration } from '../support/iteration.ts';

/** The values of a block for each element. */
export const map = defineIteration('map', (_, walkEach) => {
  const result: Value[] = [];
  walkEach((call) => {
    result.push(call());
    return false;
  });
  return result;
});
