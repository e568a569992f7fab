import type { PRegexp, Value } from '../values/value.ts';
import { puppetQuote } from './quote.ts';
import { PType, withParameters } from './type.ts';

/** `Runtime[ruby, 'Name']`: objects of the host language, of which there are none here; kept for what is written about them. */
export class PRuntimeType extends PType {
  readonly name = 'Runtime';
  readonly runtime: string | null;
  readonly pattern: string | readonly [PRegexp, string] | null;
  constructor(runtime: string | null = null, pattern: string | readonly [PRegexp, string] | null = null) {
    super();
    this.runtime = runtime;
    this.pattern = pattern;
  }
  isInstance(_value: Value): boolean {
    return false;
  }
  accepts(other: PType): boolean {
    if (!(other instanceof PRuntimeType)) return false;
    if (this.runtime !== null && this.runtime !== other.runtime) return false;
    return this.pattern === null || String(this.pattern) === String(other.pattern);
  }
  format(): string {
    if (this.runtime === null && this.pattern === null) return this.name;
    return withParameters(this.name, [this.runtime ?? 'undef', this.#pattern()]);
  }
  #pattern(): string {
    if (this.pattern === null) return 'undef';
    if (typeof this.pattern === 'string') return puppetQuote(this.pattern);
    return `[${this.pattern[0]}, ${puppetQuote(this.pattern[1])}]`;
  }
}

export const runtimeType = new PRuntimeType();
