import type { Scope } from '../evaluate/scope.ts';
import type { Value } from '../values/value.ts';
import type { Explainer } from './explain.ts';
import type { EyamlOptions } from './eyaml.ts';

/** What a lookup found. */
export type LookupResult = { found: true; value: Value } | { found: false };

/** How a lookup is done. */
export interface LookupOptions {
  /** How several hits are joined: a strategy's name, a hash with `strategy` and its options, or undefined for the key's own lookup_options. */
  merge?: string | ReadonlyMap<Value, Value>;
  /** Hashes of the call of lookup(): win over, and stand behind, the hierarchies. */
  overrides?: ReadonlyMap<Value, Value>;
  defaults?: ReadonlyMap<Value, Value>;
  /** Gets told what is done. */
  explainer?: Explainer;
}

/**
 * Hiera as the evaluator sees it: the three layers of one environment, for one machine.
 * Automatic parameter lookup asks for `class::parameter` in the scope that declares the class;
 * convert_to of lookup_options has been applied to what is returned.
 */
export interface DataProvider {
  /** How encrypted values are read. */
  readonly eyaml?: EyamlOptions | undefined;
  /** Texts that were decrypted on the way. */
  readonly secrets?: Set<string>;
  lookup(key: string, scope: Scope, options?: LookupOptions): LookupResult;
}
