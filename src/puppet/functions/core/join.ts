import type { Value } from '../../values/value.ts';
import { defineFunction } from '../api.ts';
import { rubyJoin } from '../support/ruby-text.ts';

/** The elements of an array as one string. */
export const join = defineFunction('join', [
  {
    signature: 'Array arg, String ?delimiter',
    run: (_, [array, delimiter]) => rubyJoin(array as Value[], (delimiter as string | undefined) ?? ''),
  },
]);
