import { defineIteration } from '../support/iteration.ts';
import { truthy } from '../support/truth.ts';

/** Whether a block is true for an element. */
export const any = defineIteration('any', (_, walkEach) => {
  let result = false;
  walkEach((call) => {
    result = truthy(call());
    return result;
  });
  return result;
});
