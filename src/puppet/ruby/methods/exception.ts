import type { RubyObject, RubyValue } from '../values.ts';

/** What `rescue => e` gives. */
export class RubyException implements RubyObject {
  readonly rubyClass: string;
  readonly #message: string;

  constructor(rubyClass: string, message: string) {
    this.rubyClass = rubyClass;
    this.#message = message;
  }

  send(name: string): RubyValue | undefined {
    return name === 'message' || name === 'to_s' ? this.#message : undefined;
  }

  toString(): string {
    return this.#message;
  }
}
