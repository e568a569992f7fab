import type { RubyMachine } from '../machine.ts';
import type { RubyMatch } from '../methods/match.ts';
import type { RubyProc, RubyValue } from '../values.ts';

/** What surrounds a program: its instance variables, and the functions that it may call without a receiver. */
export interface World {
  readonly machine: RubyMachine;
  instance(name: string): RubyValue;
  setInstance(name: string, value: RubyValue): void;
  /** A method changed an array or hash that came from Puppet: `copy` takes its place. */
  replace?(original: RubyValue, copy: RubyValue): void;
  /** The value of a call without receiver; undefined where there is no such function. */
  call(name: string, args: readonly RubyValue[], block: RubyProc | null): RubyValue | undefined;
  /** Takes a text of the template by number, or the value of an output tag. */
  text(index: number): void;
  output(text: string): void;
}

/** What the compiled nodes of a program share while it runs. */
export interface Program {
  world: World;
  machine: RubyMachine;
  methods: Map<string, RubyProc>;
  lastMatch: RubyMatch | null;
}
