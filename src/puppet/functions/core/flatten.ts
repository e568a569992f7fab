import { defineFunction } from '../api.ts';
import { flattenDeep } from '../support/flatten.ts';

/** All nested arrays as one. */
export const flatten = defineFunction('flatten', [
  { signature: 'Any *args', run: (_, args) => flattenDeep(args) },
]);
