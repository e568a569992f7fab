import { defineFunction } from '../api.ts';

/** Calls a block with the arguments. */
export const withFunction = defineFunction('with', [
  { signature: 'Any *arg, Callable &block', run: (_, args, block) => block!.call(args) },
]);

/** Calls a block with a value, unless it is undef. */
export const thenFunction = defineFunction('then', [
  {
    signature: 'Any arg, Callable[1, 1] &block',
    run: (_, [arg], block) => (arg === null ? null : block!.call([arg!])),
  },
]);

/** Calls a block where a value is undef. */
export const lest = defineFunction('lest', [
  {
    signature: 'Any arg, Callable[0, 0] &block',
    run: (_, [arg], block) => (arg === null ? block!.call([]) : arg!),
  },
]);
