import type { Resource } from '../catalog/resource.ts';
import type { Value } from '../values/value.ts';
import type { Compiler } from './compiler.ts';

/**
 * A scope as functions and templates see it: the variables visible at the place of a call, those of
 * lambdas around it included, and the resource (class, define instance, node) being evaluated.
 */
export interface Scope {
  readonly compiler: Compiler;
  /** The resource whose body is being evaluated; Class[main] at top scope. */
  readonly resource: Resource;
  /** Name of the module whose code is being evaluated, '' outside of modules. */
  readonly moduleName: string;
  /**
   * The value of a variable by simple or qualified name, without `$`; null when unknown, after the
   * warning or error that the strictness asks for.
   */
  lookupVariable(name: string): Value;
  /** Whether a variable is set, be it to undef; never warns. */
  hasVariable(name: string): boolean;
  /** The value of a variable, undefined when it is not set; never warns. */
  find(name: string): Value | undefined;
  /** Assigns a local variable, as `$name = value` does, with its errors. */
  setVariable(name: string, value: Value): void;
  /**
   * Puts another value in the place of one that variables of this scope or parameters of its resource hold: for
   * templates that change an array or hash, which Puppet lets through.
   */
  replaceValue(original: Value, copy: Value): void;
  /** All visible variables: what a template has as instance variables. Those set to undef are left out. */
  toHash(): Map<string, Value>;
  /** Tags of the resource being evaluated. */
  tags(): readonly string[];
  /** The scope of a class that has been evaluated. */
  classScope(name: string): Scope | undefined;
}
