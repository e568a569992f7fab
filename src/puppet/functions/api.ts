import type { PuppetPlace } from '../error.ts';
import type { Compiler } from '../evaluate/compiler.ts';
import type { Scope } from '../evaluate/scope.ts';
import type { PCallable, Value } from '../values/value.ts';

/** A parameter of a lambda. */
export interface BlockParameter {
  name: string;
  optional: boolean;
  capturesRest: boolean;
}

/**
 * A lambda given to a function, bound to its scope. `call` checks number and types of the arguments as Puppet
 * does and gives the value of `next` too; `break` and `return` pass through as signals (evaluate/signals.ts).
 */
export interface Block extends PCallable {
  parameters: readonly BlockParameter[];
  /** As Ruby counts: n, or -(required + 1) when there are optional ones. */
  arity: number;
  /** Whether all lambdas of this code have the same type, the same object. */
  hasOneType?: boolean;
}

/** What a function is told of its call. */
export interface FunctionContext {
  /** Name of the function, as called. */
  name: string;
  /** The scope of the caller. */
  scope: Scope;
  compiler: Compiler;
  /** The place of the call. */
  place(): PuppetPlace;
  /** Calls another function from the same place. */
  call(name: string, args: Value[], block?: Block): Value;
  log(level: 'debug' | 'info' | 'notice' | 'warning' | 'err', message: string): void;
}

/** Runs a function: args are already checked against the signature; optional ones that were not given are missing. */
export type Run = (context: FunctionContext, args: Value[], block: Block | undefined) => Value;

/**
 * One signature of a function, written as Puppet prints it in errors: `Hash[Any, Any] hash, Callable[2, 2] &block`.
 * Before a name: `?` optional, `*` any number, `+` at least one, `&` the block, `?&` an optional block.
 */
export interface Dispatch {
  signature: string;
  run: Run;
  /** Says in the function's own words what is wrong (argument_mismatch): a matching call ends in this error. */
  mismatch?: (context: FunctionContext, args: Value[]) => string;
  /** Type of the value, checked when given. */
  returns?: string;
}

/** A function of the 4.x kind. `localTypes` are aliases for its signatures: `MyType = Variant[String, Integer]`. */
export interface FunctionDefinition {
  api: 4;
  name: string;
  dispatches: readonly Dispatch[];
  localTypes?: readonly string[];
}

/**
 * A function of the 3.x kind: `arity` as Puppet counts it (n, or -(n + 1) for at least n); a `statement` has no value.
 * Its arguments arrive as Puppet hands them to 3.x functions: undef is '' at the top and null when nested.
 */
export interface Function3x {
  api: 3;
  name: string;
  arity: number;
  statement: boolean;
  run: (context: FunctionContext, args: Value[]) => Value;
}

export type AnyFunction = FunctionDefinition | Function3x;

/** Makes a function of the 4.x kind. Nothing is parsed until it is called. */
export function defineFunction(
  name: string,
  dispatches: readonly Dispatch[],
  localTypes?: readonly string[],
): FunctionDefinition {
  return { api: 4, name, dispatches, localTypes };
}

/** Makes a function of the 3.x kind that has a value. */
export function define3x(name: string, arity: number, run: Function3x['run']): Function3x {
  return { api: 3, name, arity, statement: false, run };
}

/** Makes a function of the 3.x kind that is a statement. */
export function define3xStatement(name: string, arity: number, run: Function3x['run']): Function3x {
  return { api: 3, name, arity, statement: true, run };
}

/** Where functions come from: a name without leading `::`. */
export interface FunctionSource {
  find(name: string): AnyFunction | undefined;
}
