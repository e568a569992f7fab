import { defineIteration } from '../support/iteration.ts';
import { truthy } from '../support/truth.ts';

/** Whether a block is true for all elements. */
export const all = defineIteration(
  'all',
  (_, walkEach) => {
    let result = true;
    walkEach((call) => {
      result = truthy(call());
      return !result;
    });
    return result;
  },
  { breaks: false },
);
