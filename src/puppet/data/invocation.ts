import type { Scope } from '../evaluate/scope.ts';
import type { Value } from '../values/value.ts';
import { asLookupError, LookupError } from './errors.ts';
import type { Explainer, Subject } from './explain.ts';

const nothing: ReadonlyMap<Value, Value> = new Map();

/** What an interpolation in a configuration was made from: it holds as long as the variable keeps its value. */
export interface Remembered {
  readonly key: string;
  readonly root: string;
  readonly path: readonly (string | number)[];
  readonly value: Value;
  /** The value of the whole variable. */
  readonly start: Value;
}

/** One lookup on its way: what it was asked with, and the keys it is in. */
export class Invocation {
  explainer: Explainer | undefined;
  /** Set while the configuration of a hierarchy is being resolved. */
  remembered: Remembered[] | undefined;
  /** Variables that stand before those of the scope. */
  locals: ReadonlyMap<string, Value> | undefined;
  /** The module of the key that was asked for. */
  module: string | undefined;
  /** The key that was asked for. */
  topKey = '';
  #names: string[];

  /** A lookup within another one shares its explanation and knows its keys. */
  constructor(
    readonly scope: Scope,
    parent?: Invocation,
    readonly overrides: ReadonlyMap<Value, Value> = nothing,
    readonly defaults: ReadonlyMap<Value, Value> = nothing,
    explainer?: Explainer,
  ) {
    this.#names = parent === undefined ? [] : [...parent.#names];
    this.explainer = parent === undefined ? explainer : parent.explainer;
  }

  /** Runs a step under a key; throws when the key is being looked up already. */
  check<T>(name: string, run: () => T): T {
    if (this.#names.includes(name))
      throw new LookupError(`Recursive lookup detected in [${this.#names.join(', ')}]`);
    this.#names.push(name);
    try {
      return run();
    } catch (error) {
      throw asLookupError(error);
    } finally {
      this.#names.pop();
    }
  }

  /** Runs a step that the explanation shows as a branch. */
  within<T>(subject: Subject, run: () => T): T {
    return this.explainer === undefined ? run() : this.explainer.within(subject, run);
  }

  /** Notes what was found. An explanation keeps a copy of its own, since merges change what they take from. */
  found(key: string, value: Value): Value {
    if (this.explainer === undefined) return value;
    const own = copied(value);
    this.explainer.note('found', key, own);
    return own;
  }

  notFound(key: string): undefined {
    this.explainer?.note('not_found', key);
    return undefined;
  }

  /** Runs a step that is not explained. */
  silently<T>(run: () => T): T {
    const { explainer } = this;
    this.explainer = undefined;
    try {
      return run();
    } finally {
      this.explainer = explainer;
    }
  }
}

function copied(value: Value): Value {
  if (Array.isArray(value)) return value.map(copied);
  return value instanceof Map ? new Map([...value].map(([key, item]) => [key, copied(item)])) : value;
}
