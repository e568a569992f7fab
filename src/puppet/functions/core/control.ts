import { BreakSignal, NextSignal, ReturnSignal } from '../../evaluate/signals.ts';
import { defineFunction } from '../api.ts';

/** Ends the iteration around it. */
export const breakFunction = defineFunction('break', [
  {
    signature: '',
    run: (context) => {
      throw new BreakSignal(context.place());
    },
  },
]);

/** Ends the lambda around it with a value. */
export const next = defineFunction('next', [
  {
    signature: 'Any ?value',
    run: (context, [value]) => {
      throw new NextSignal(value ?? null, context.place());
    },
  },
]);

/** Ends the function, class or define around it. */
export const returnFunction = defineFunction('return', [
  {
    signature: 'Any ?value',
    run: (context, [value]) => {
      throw new ReturnSignal(value ?? null, context.place());
    },
  },
]);
