import { defineIteration } from '../support/iteration.ts';

/** Calls a block for each element, and gives what it walked. */
export const each = defineIteration('each', (subject, walkEach) => {
  walkEach((call) => {
    call();
    return false;
  });
  return subject;
});
