import type { Expression } from '../syntax/ast.ts';
import type { PCallable, Value } from '../values/value.ts';
import type { PObjectType } from './object-type.ts';
import { PType } from './type.ts';

export type { PObjectType };
export { PType };

/** Finds types that are not built in. */
export interface TypeLoader {
  /** The type alias, Object type or TypeSet member of that name (lower case, without leading `::`), or undefined. */
  loadType(name: string): PType | undefined;
  /** Whether a resource type (native or defined) of that lower case name exists. */
  isResourceType?(name: string): boolean;
}

/** One signature of a function: its Callable type and the names of its parameters. */
export interface Signature {
  type: PType;
  parameterNames: readonly string[];
  blockName?: string;
}

function todo(): never {
  throw new Error('not yet');
}

/** The type of a value, as `type($x)` with detailed inference minimally generalised: `[1, 'a']` is `Array[ScalarData, 2, 2]`. */
export function inferType(_value: Value): PType {
  return todo();
}
/** The most detailed type of a value: `[1, 'a']` is `Tuple[Integer[1, 1], String['a']]`. */
export function inferSet(_value: Value): PType {
  return todo();
}
/** Parses a type given as text, such as `Array[String, 1]`; throws a PuppetError. */
export function parseType(_text: string, _loader?: TypeLoader): PType {
  return todo();
}
/** The type that a type expression of the syntax tree denotes (only literals as parameters); throws a PuppetError. */
export function typeFromAst(_expression: Expression, _loader?: TypeLoader): PType {
  return todo();
}
/** `T[keys]` with evaluated keys: the parametrised type (an array of types for several titles); throws a PuppetError worded as Puppet does. */
export function accessType(_type: PType, _keys: readonly Value[], _loader?: TypeLoader): Value {
  return todo();
}
/** `T.new(args)`; throws a PuppetError. */
export function newValue(
  _type: PType,
  _args: readonly Value[],
  _block?: PCallable | null,
  _loader?: TypeLoader,
): Value {
  return todo();
}
/** `name` (`parameter 'x'` and such) followed by `expects a T value, got U`, as Puppet words it. */
export function describeMismatch(_name: string, _expected: PType, _actual: PType): string {
  return todo();
}
/** The first signature that accepts the arguments and the block, else -1. */
export function callSignature(
  _signatures: readonly Signature[],
  _args: readonly Value[],
  _block?: PCallable | null,
): number {
  return todo();
}
/** Why no signature accepts the arguments: `'f' parameter 'x' expects ...` or the list of rejections. */
export function describeCallMismatch(
  _name: string,
  _signatures: readonly Signature[],
  _args: readonly Value[],
  _block?: PCallable | null,
): string {
  return todo();
}
/** A value as `"${x}"` prints it. */
export function toText(_value: Value): string {
  return todo();
}
