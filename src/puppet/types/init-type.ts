import { PuppetError } from '../error.ts';
import type { Value } from '../values/value.ts';
import { richDataType } from './builtin.ts';
import { constructorTuples } from './convert/constructors.ts';
import { formatValue } from './format-value.ts';
import type { Guard } from './guard.ts';
import { inferSet } from './infer.ts';
import { PTupleType } from './tuple.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';
import { makeVariant } from './variant.ts';
import { PNotUndefType, POptionalType } from './wrappers.ts';

/** What can be given to `T.new`: one argument as it is, or several as an array. */
interface Accepted {
  single: PType;
  several: PType | null;
  optionalSingle: boolean;
}

/** `Init[T, args]`: values from which a T can be made (with the further arguments), T's instances included. */
export class PInitType extends PType {
  readonly name = 'Init';
  readonly type: PType | null;
  readonly args: readonly Value[];
  #accepted: Accepted | undefined;
  constructor(type: PType | null = null, args: readonly Value[] = []) {
    super();
    this.type = type;
    this.args = args;
  }
  /** What its constructor takes; throws a PuppetError when the type cannot be made that way. */
  accepted(): Accepted {
    this.#accepted ??= readAccepted(this);
    return this.#accepted;
  }
  isInstance(value: Value, guard?: Guard): boolean {
    if (this.type === null) return richDataType().isInstance(value);
    const { single, several, optionalSingle } = this.accepted();
    if (single.isInstance(value, guard)) return true;
    if (several === null) return false;
    return several.isInstance(value, guard) || (optionalSingle && several.isInstance([value], guard));
  }
  accepts(other: PType, guard?: Guard): boolean {
    if (other instanceof PInitType) {
      return this.type === null || (other.type !== null && this.type.isAssignable(other.type, guard));
    }
    if (this.type === null) return richDataType().isAssignable(other, guard);
    const { single, several, optionalSingle } = this.accepted();
    if (single.isAssignable(other, guard)) return true;
    if (several === null) return false;
    return (
      several.isAssignable(other, guard) || (optionalSingle && several.isAssignable(new PTupleType([other])))
    );
  }
  override generalize(): PType {
    const type = this.type?.generalize();
    return type === undefined || type === this.type ? this : new PInitType(type, this.args);
  }
  override parts(): readonly PType[] {
    return this.type === null ? [] : [this.type];
  }
  format(format: TypeFormat): string {
    if (this.type === null) return this.name;
    return withParameters(this.name, [this.type.format(format), ...this.args.map((arg) => formatValue(arg))]);
  }
}

function readAccepted(init: PInitType): Accepted {
  const type = init.type!;
  const tuples = isConstructible(type) ? constructorTuples(type) : null;
  if (tuples === null) throw new PuppetError(`Creation of new instance of type '${type}' is not supported`);
  return init.args.length === 0 ? withoutArgs(type, tuples) : withArgs(init, type, tuples);
}

function isConstructible(type: PType): boolean {
  return !(type instanceof PInitType || type instanceof POptionalType || type instanceof PNotUndefType);
}

function withoutArgs(type: PType, tuples: readonly PTupleType[]): Accepted {
  const isOne = ({ from, to }: { from: number | bigint; to: number | bigint }): boolean =>
    from === 1 && to === 1;
  const ones = tuples.filter((tuple) => isOne(tuple.sizeRange()));
  const others = tuples.filter((tuple) => !isOne(tuple.sizeRange()));
  return {
    single: makeVariant([type, ...ones.map((tuple) => tuple.types[0]!)]),
    several: others.length === 0 ? null : makeVariant(others),
    optionalSingle: others.some((tuple) => tuple.sizeRange().from === 1),
  };
}

function withArgs(init: PInitType, type: PType, tuples: readonly PTupleType[]): Accepted {
  const argTypes = init.args.map(inferSet);
  const fitting = tuples.filter((tuple) => {
    if (!tuple.sizeRange().contains(1 + argTypes.length)) return false;
    return tuple.isAssignable(new PTupleType([...tuple.types.slice(0, 1), ...argTypes]));
  });
  if (fitting.length === 0) {
    throw new PuppetError(
      `The type '${init}' does not represent a valid set of parameters for ${type.generalize().name}.new()`,
    );
  }
  return {
    single: makeVariant([type, ...fitting.map((tuple) => tuple.types[0]!)]),
    several: null,
    optionalSingle: false,
  };
}

export const initType = new PInitType();
