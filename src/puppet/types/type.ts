import type { Value } from '../values/value.ts';

/**
 * A type of the Puppet language (Pcore). Equal types may be several objects: compare with `equals`.
 * Types are values; `Class[x]` and `File['y']` are types.
 */
export abstract class PType {
  /** The name without parameters, such as `Integer`. */
  abstract readonly name: string;

  /** Whether the value is an instance of this type. */
  abstract isInstance(value: Value): boolean;

  /** Whether every instance of the other type is one of this type, by Puppet's rules. */
  isAssignable(other: PType): boolean {
    return assignable(this, other);
  }

  /** The rule of this type, for a type that is neither an alias, a Variant, an Optional nor a NotUndef of undef. */
  abstract accepts(other: PType): boolean;

  /** As Puppet prints it, such as `Array[String, 1]`. */
  abstract toString(): string;

  /** A text equal for two types when, and only when, they are the same type. */
  identityKey(): string {
    return this.toString();
  }

  /** Whether both are the same type. */
  equals(other: PType): boolean {
    return (
      this === other || (this.constructor === other.constructor && this.identityKey() === other.identityKey())
    );
  }

  /** The type without what is particular to values: `Integer[1, 2]` gives `Integer`. */
  generalize(): PType {
    return this;
  }
}

function assignable(type: PType, other: PType): boolean {
  return type.accepts(other);
}
