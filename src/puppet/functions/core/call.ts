import { defineFunction } from '../api.ts';

/** Calls a function by name. */
export const call = defineFunction('call', [
  {
    signature: 'String function_name, Any *arguments, Callable ?&block',
    run: (context, [name, ...args], block) => context.call(name as string, args, block),
  },
]);
