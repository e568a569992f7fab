import type { Value } from '../values/value.ts';
import type { Guard } from './guard.ts';

/** How a type is written out. */
export interface TypeFormat {
  /** Everything that makes the type what it is (string values too), sets sorted: for comparing. */
  identity?: boolean;
  /** String values are shown, as in debugging texts of Puppet. */
  debug?: boolean;
  /** Aliases are followed by ` = ` and what they stand for; named Object types are written out. */
  expanded?: boolean;
  /** Members of the TypeSet being written, which are expanded without their names. */
  members?: ReadonlySet<PType>;
  /** Aliases already being expanded. */
  seen?: Set<PType>;
}

/** The common format objects. */
export const plainFormat: TypeFormat = {};
export const identityFormat: TypeFormat = { identity: true };

/**
 * A type of the Puppet language (Pcore). Equal types may be several objects: compare with `equals`.
 * Types are values; `Class[x]` and `File['y']` are types. The optional guard of the questions is only for
 * questions asked while answering one about a recursive alias.
 */
export abstract class PType {
  /** The name without parameters, such as `Integer`. */
  abstract readonly name: string;

  /** Whether the value is an instance of this type. */
  abstract isInstance(value: Value, guard?: Guard): boolean;

  /** 1 an instance, -1 not one, 0 undecided as the question is recursive. */
  reallyInstance(value: Value, guard?: Guard): number {
    return this.isInstance(value, guard) ? 1 : -1;
  }

  /** Whether every instance of the other type is one of this type, by Puppet's rules. */
  isAssignable(other: PType, guard?: Guard): boolean {
    return other.isAssignableTo(this, guard);
  }

  /** `isAssignable` from the other side; aliases, Variant, Optional, NotUndef and Unit take themselves apart here. */
  isAssignableTo(target: PType, guard?: Guard): boolean {
    return target.accepts(this, guard);
  }

  /** The rule of this type for a type that has been taken apart. Ask `isAssignable` instead. */
  abstract accepts(other: PType, guard?: Guard): boolean;

  /** Writes the type out. */
  abstract format(format: TypeFormat): string;

  /** As Puppet prints it, such as `Array[String, 1]`. */
  toString(): string {
    return this.format(plainFormat);
  }

  /** A text equal for two types when, and only when, they are the same type. */
  identityKey(): string {
    return this.format(identityFormat);
  }

  /** Whether both are the same type. */
  equals(other: PType): boolean {
    if (this === other) return true;
    return this.constructor === other.constructor && this.identityKey() === other.identityKey();
  }

  /** The type without what is particular to values: `Integer[1, 2]` gives `Integer`. */
  generalize(): PType {
    return this;
  }

  /** The same set of values in the simplest form: `Variant` flattened, `NotUndef` and `Optional` merged. */
  normalize(): PType {
    return this;
  }

  /** The types within this one. */
  parts(): readonly PType[] {
    return none;
  }

  /** Whether a Scalar, and whether a ScalarData (what JSON can hold). */
  get isScalar(): boolean {
    return this.isScalarData;
  }
  get isScalarData(): boolean {
    return false;
  }
}

const none: readonly PType[] = [];

/** `name[a, b]`, or just the name when there are no parameters. */
export function withParameters(name: string, parameters: readonly string[]): string {
  return parameters.length === 0 ? name : `${name}[${parameters.join(', ')}]`;
}
