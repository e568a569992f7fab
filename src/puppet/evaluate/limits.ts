import { PuppetError } from '../error.ts';
import { limitTypeSteps } from '../types/steps.ts';
import { limitRegexpSteps } from '../values/regexp/match.ts';
import type { Value } from '../values/value.ts';
import { weightOf } from './weight.ts';

/** How much a compilation may do before it is stopped. */
export interface LimitOptions {
  /** Calls of lambdas, functions, classes and defines. */
  calls: number;
  /** Calls within calls. */
  depth: number;
  /** UTF-16 units of one string. */
  stringLength: number;
  /** Elements of one array or hash, and those within it, counted as often as they stand there. */
  collectionSize: number;
  /** Milliseconds that Ruby may take from one step to the next, where sources are run by Ruby itself. */
  rubyMilliseconds: number;
  /** Steps of one match of a regular expression. */
  regexpSteps: number;
  /** Questions about the types of Variants and aliases. */
  typeSteps: number;
  /** Resources of one catalog. */
  resources: number;
  /** Pairs of resources that arrows bind. */
  relationships: number;
  /** UTF-16 units of all values of one catalog. */
  catalogLength: number;
}

export const defaultLimits: LimitOptions = {
  calls: 10_000_000,
  depth: 1_000,
  stringLength: 100_000_000,
  collectionSize: 10_000_000,
  regexpSteps: 50_000_000,
  typeSteps: 20_000_000,
  resources: 200_000,
  relationships: 10_000_000,
  catalogLength: 250_000_000,
  rubyMilliseconds: 60_000,
};

/** Counts what a compilation does, and ends it with an error when it does too much. */
export class Limits {
  #calls = 0;
  #depth = 0;
  #relationships = 0;
  readonly #options: LimitOptions;

  constructor(options: Partial<LimitOptions> = {}) {
    this.#options = { ...defaultLimits, ...options };
    limitRegexpSteps(this.#options.regexpSteps);
    limitTypeSteps(this.#options.typeSteps);
  }

  enter(): void {
    this.#calls++;
    this.#checkCalls();
    if (++this.#depth > this.#options.depth) throw new PuppetError('stack level too deep');
  }

  /** A collector, or what is like it, looks at so many things. */
  look(count: number): void {
    this.#calls += Math.ceil(count / 20);
    this.#checkCalls();
  }

  /** The catalog holds so many. */
  resources(count: number): void {
    if (count > this.#options.resources) {
      throw new PuppetError(`catalog of more than ${this.#options.resources} resources`);
    }
  }

  get catalogLength(): number {
    return this.#options.catalogLength;
  }

  /** Arrows bind so many more pairs. */
  relate(pairs: number): void {
    this.#relationships += pairs;
    if (this.#relationships > this.#options.relationships) {
      throw new PuppetError(`catalog of more than ${this.#options.relationships} relationships`);
    }
  }

  #checkCalls(): void {
    if (this.#calls > this.#options.calls) {
      throw new PuppetError(`compilation stopped: more than ${this.#options.calls} calls`);
    }
  }

  leave(): void {
    this.#depth--;
  }

  string(text: string): void {
    if (text.length > this.#options.stringLength) {
      throw new PuppetError(`string longer than ${this.#options.stringLength} characters`);
    }
  }

  /** A value that has been put together: literals, sums, what functions return. */
  collection<T extends Value>(value: T): T {
    if (typeof value === 'object' && value !== null && weightOf(value) > this.#options.collectionSize) {
      throw new PuppetError(`collection of more than ${this.#options.collectionSize} elements`);
    }
    return value;
  }
}
