import type { AnyFunction, FunctionContext } from '../functions/api.ts';
import type { ResourceTypeInfo } from '../resource-types/api.ts';

/** A Ruby that runs what the native evaluator does not have. */
export interface RubyRuntime {
  /** The function that a source file defines. */
  readFunction(source: string, name: string, file: string): AnyFunction;
  /** The resource type that a source file defines; undefined when Ruby cannot read it either. */
  readType(source: string, name: string, file: string): ResourceTypeInfo | undefined;
  /** The text of an ERB template; `path` is undefined for one that is given as a text. Throws RubyError with the line. */
  renderErb(source: string, context: FunctionContext, path: string | undefined): string;
}

/** Thrown to compile a machine anew, with a source in Ruby's own hands; never seen outside of the compiler. */
export class NeedsRuby {
  constructor(readonly source: string) {}
}

/** What an error says when a source is beyond the native evaluator and no Ruby is installed. */
export const installHint = 'npm install @ruby/3.2-wasm-wasi lets placo run it';

/**
 * Which sources are run by Ruby: none, until the native evaluator meets something in one that it does not have. It may
 * have changed the catalog by then, so that the machine is compiled from the beginning.
 */
export class RubyFallback {
  readonly #needed = new Set<string>();
  readonly #start: () => RubyRuntime | undefined;
  #started: { runtime: RubyRuntime | undefined } | undefined;

  /** `start` makes the Ruby when it is first needed, or nothing where none is installed. */
  constructor(start: () => RubyRuntime | undefined) {
    this.#start = start;
  }

  /** The Ruby for a source, when the native evaluator is known not to do. */
  runtimeFor(source: string): RubyRuntime | undefined {
    return this.#needed.has(source) ? this.runtime() : undefined;
  }

  /** The Ruby, started if need be; undefined where none is installed. */
  runtime(): RubyRuntime | undefined {
    this.#started ??= { runtime: this.#start() };
    return this.#started.runtime;
  }

  /** Called when the native evaluator cannot go on with a source; returns when there is no Ruby. */
  demand(source: string): void {
    if (this.#needed.has(source) || this.runtime() === undefined) return;
    this.#needed.add(source);
    throw new NeedsRuby(source);
  }
}
