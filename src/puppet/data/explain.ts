import { rubyInspect } from '../functions/support/ruby-text.ts';
import type { Value } from '../values/value.ts';

/** Keeps what a lookup did, as an indented text. */
export class Explainer {
  readonly #lines: string[] = [];
  #depth = 0;

  /** Begins a layer, a level or a place. */
  enter(title: string): void {
    this.say(title);
    this.#depth++;
  }

  /** Ends what `enter` began; says what it found. */
  leave(value: Value | undefined): void {
    if (value !== undefined) this.say(`Found: ${rubyInspect(value)}`);
    this.#depth--;
  }

  say(line: string): void {
    this.#lines.push('  '.repeat(this.#depth) + line);
  }

  toString(): string {
    return this.#lines.join('\n');
  }
}
