import type { PuppetPlace } from '../error.ts';
import type { Value } from '../values/value.ts';

/** Thrown by break(): ends the iteration around it; iterating functions catch it with `untilBreak`. */
export class BreakSignal {
  constructor(readonly place: PuppetPlace) {}
}

/** Thrown by next(): the value of the lambda, function, class or define around it. */
export class NextSignal {
  constructor(
    readonly value: Value,
    readonly place: PuppetPlace,
  ) {}
}

/** Thrown by return(): the value of the function around it, or the end of a class or define. */
export class ReturnSignal {
  constructor(
    readonly value: Value,
    readonly place: PuppetPlace,
  ) {}
}

/** Runs an iteration; a break() in its block ends it quietly. */
export function untilBreak(iterate: () => void): void {
  try {
    iterate();
  } catch (signal) {
    if (!(signal instanceof BreakSignal)) throw signal;
  }
}

/** Whether something thrown is a signal and not an error. */
export function isSignal(thrown: unknown): thrown is BreakSignal | NextSignal | ReturnSignal {
  return thrown instanceof BreakSignal || thrown instanceof NextSignal || thrown instanceof ReturnSignal;
}
