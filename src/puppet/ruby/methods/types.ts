import type { Owned, RubyProc, RubyValue } from '../values.ts';

/** What a method may use beside its receiver and arguments. */
export interface Machine {
  readonly owned: Owned;
  /** Calls a method of any value. */
  send(receiver: RubyValue, name: string, args: readonly RubyValue[], block: RubyProc | null): RubyValue;
  /** Counts a step of a loop, and ends a program that has had too many. */
  tick(): void;
}

/** A method of a class of Ruby. */
export type Method<T> = (
  self: T,
  args: readonly RubyValue[],
  block: RubyProc | null,
  machine: Machine,
) => RubyValue;

/** The methods of a class by name. */
export type Methods<T> = Readonly<Record<string, Method<T>>>;
