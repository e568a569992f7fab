import { PCallable, type Value } from '../values/value.ts';
import { anyType, PAnyType, PUnitType, undefType } from './any.ts';
import type { Guard } from './guard.ts';
import type { PTupleType } from './tuple.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';

/** `Callable[T, U, min, max, Block]` or `Callable[[T], R]`. Without parameters (null) it is any callable. */
export class PCallableType extends PType {
  readonly name = 'Callable';
  readonly parameters: PTupleType | null;
  /** A Callable, or an Optional or Variant of Callables; null when no block is taken. */
  readonly block: PType | null;
  /** Null when the value may be anything. */
  readonly returns: PType | null;
  constructor(
    parameters: PTupleType | null = null,
    block: PType | null = null,
    returns: PType | null = null,
  ) {
    super();
    this.parameters = parameters;
    this.block = block;
    this.returns = returns instanceof PAnyType ? null : returns;
  }
  isInstance(value: Value, guard?: Guard): boolean {
    return value instanceof PCallable && this.isAssignable(value.type, guard);
  }
  /** Whether it can be called with the arguments and the block. */
  callableWith(args: readonly Value[], block: PCallable | null = null): boolean {
    if (this.parameters === null) return true;
    if (!this.parameters.isInstance(args as Value[])) return false;
    return this.block === null ? block === null : this.block.isInstance(block);
  }
  accepts(other: PType, guard?: Guard): boolean {
    if (!(other instanceof PCallableType)) return false;
    if (this.returns !== null && !this.returns.isAssignable(other.returns ?? anyType, guard)) return false;
    if (this.parameters === null) return true;
    if (other.parameters === null || !other.parameters.isAssignable(this.parameters, guard)) return false;
    return (other.block ?? undefType).isAssignable(this.block ?? undefType, guard);
  }
  override generalize(): PType {
    return this.#map((type) => type.generalize());
  }
  override normalize(): PType {
    return this.#map((type) => type.normalize());
  }
  #map(change: (type: PType) => PType): PType {
    const parameters = this.parameters === null ? null : (change(this.parameters) as PTupleType);
    const block = this.block === null ? null : change(this.block);
    const returns = this.returns === null ? null : change(this.returns);
    const same = parameters === this.parameters && block === this.block && returns === this.returns;
    return same ? this : new PCallableType(parameters, block, returns);
  }
  override parts(): readonly PType[] {
    return [this.parameters, this.block, this.returns].filter((type) => type !== null);
  }
  format(format: TypeFormat): string {
    const { parameters, returns } = this;
    if (returns === null)
      return parameters === null ? this.name : withParameters(this.name, this.#signature(format));
    const types = parameters === null ? [] : this.#signature(format);
    return `Callable[[${types.join(', ')}], ${returns.format(format)}]`;
  }
  #signature(format: TypeFormat): string[] {
    const tuple = this.parameters!;
    const types = tuple.types
      .filter((type) => !(type instanceof PUnitType))
      .map((type) => type.format(format));
    const size = tuple.types.length === 0 ? ['0', '0'] : (tuple.size?.rangeParameters() ?? []);
    return [...types, ...size, ...(this.block === null ? [] : [this.block.format(format)])];
  }
}

export const callableType = new PCallableType();
