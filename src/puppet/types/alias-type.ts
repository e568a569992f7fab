import { PuppetError } from '../error.ts';
import type { Value } from '../values/value.ts';
import { PArrayType, PHashType } from './collection.ts';
import { Guard, inBoth, inThis } from './guard.ts';
import { countTypeStep } from './steps.ts';
import { PStructType } from './struct.ts';
import { PTupleType } from './tuple.ts';
import { PType, type TypeFormat } from './type.ts';
import { PTypeReferenceType, typeReferenceType } from './type-reference.ts';
import { makeVariant, PVariantType } from './variant.ts';

/** A named alias (`type Foo = ...`), possibly recursive. It is resolved by `resolve`, which the loader calls once it knows the alias. */
export class PTypeAliasType extends PType {
  readonly name: string;
  readonly #define: () => PType;
  readonly #asWritten: boolean;
  #resolved: PType | null = null;
  #recursive = false;
  /** Whether it contains itself with no collection between, so that asking about one value may come back to it. */
  #loops = false;
  /** `asWritten` keeps the definition as it is, not in its normal form. */
  constructor(name: string, define: () => PType, asWritten = false) {
    super();
    this.name = name;
    this.#define = define;
    this.#asWritten = asWritten;
  }

  /** What it stands for. */
  get resolved(): PType {
    if (this.#resolved === null) throw new PuppetError(`Reference to unresolved type ${this.name}`);
    return this.#resolved;
  }

  /** Whether it contains itself. */
  get isRecursive(): boolean {
    return this.#recursive;
  }

  /** Resolves the definition, once; throws a PuppetError when it is no real type. */
  resolve(): this {
    if (this.#resolved !== null) return this;
    this.#resolved = typeReferenceType;
    this.#recursive = true;
    this.#loops = true;
    try {
      const defined = this.#define();
      this.#resolved = this.#asWritten ? defined : defined.normalize();
      if (!holdsRealType(this)) {
        throw new PuppetError(`Type alias '${this.name}' cannot be resolved to a real type`);
      }
      this.#recursive = this.#findItself();
      if (this.#recursive) this.#settleRecursion();
      this.#loops = this.#recursive && loopsBack(this);
    } catch (error) {
      this.#resolved = null;
      throw error;
    }
    return this;
  }

  #settleRecursion(): void {
    for (const type of within(this)) if (type instanceof PTypeAliasType) type.#recheck();
    if (this.#resolved instanceof PVariantType) this.#dropUnreal(this.#resolved);
  }

  #recheck(): void {
    if (this.#recursive || this.#resolved instanceof PTypeReferenceType) return;
    this.#recursive = this.#findItself();
    this.#loops = this.#recursive && loopsBack(this);
  }

  #dropUnreal(variant: PVariantType): void {
    const real = variant.types.filter((type) => type !== this && holdsRealType(type));
    if (real.length === variant.types.length) return;
    this.#resolved = makeVariant(real);
    this.#recursive = this.#findItself();
  }

  #findItself(): boolean {
    return this.#resolved !== null && within(this.#resolved).has(this);
  }

  /** Asks with recursion guarded; `otherwise` is the answer when the question comes back here. */
  guarded<T>(guard: Guard | undefined, otherwise: T, ask: (guard?: Guard) => T): T {
    if (!this.#recursive) return ask(guard);
    const inner = guard ?? new Guard();
    return inner.withThis(this, (state) => ((state & inThis) === 0 ? ask(inner) : otherwise));
  }

  isInstance(value: Value, guard?: Guard): boolean {
    if (!this.#loops) return this.resolved.isInstance(value, guard);
    return this.reallyInstance(value, guard) === 1;
  }
  override reallyInstance(value: Value, guard?: Guard): number {
    if (!this.#loops) return this.resolved.reallyInstance(value, guard);
    const inner = guard ?? new Guard();
    return inner.withThat(value, () =>
      inner.withThis(this, (state) => (state === inBoth ? 0 : this.resolved.reallyInstance(value, inner))),
    );
  }
  override isAssignable(other: PType, guard?: Guard): boolean {
    if (!this.#recursive) return super.isAssignable(other, guard);
    const inner = guard ?? new Guard();
    return inner.withThis(this, (state) => state === inBoth || super.isAssignable(other, inner));
  }
  override isAssignableTo(target: PType, guard?: Guard): boolean {
    countTypeStep();
    if (!this.#recursive) return target.isAssignable(this.resolved, guard);
    const inner = guard ?? new Guard();
    return inner.addThat(this) === inBoth || target.isAssignable(this.resolved, inner);
  }
  accepts(other: PType, guard?: Guard): boolean {
    countTypeStep();
    return this.resolved.isAssignable(other, guard);
  }

  override parts(): readonly PType[] {
    return this.#resolved === null ? [] : [this.#resolved];
  }
  format(format: TypeFormat): string {
    if (!format.expanded || builtinNames.has(this.name) || format.seen?.has(this)) return this.name;
    const seen = new Set(format.seen).add(this);
    const text = this.resolved.format({ ...format, seen });
    if (text.length > mostCharacters)
      throw new PuppetError(`string longer than ${mostCharacters} characters`);
    return format.members?.has(this) ? text : `${this.name} = ${text}`;
  }
  override toString(): string {
    return this.format({ expanded: true });
  }
  override get isScalar(): boolean {
    return this.#resolved !== null && !this.#recursive && this.#resolved.isScalar;
  }
}

/** Aliases of aliases are written out again and again. */
const mostCharacters = 1_000_000;

/** Aliases that Puppet defines itself are never written out. */
const builtinNames: ReadonlySet<string> = new Set([
  'Data',
  'RichDataKey',
  'RichData',
  'Puppet::LookupKey',
  'Puppet::LookupValue',
]);

/** Whether the alias can be reached from itself through types that ask about the same value. */
function loopsBack(alias: PTypeAliasType): boolean {
  const seen = new Set<PType>();
  const reaches = (type: PType): boolean => {
    if (type === alias) return true;
    if (seen.has(type)) return false;
    seen.add(type);
    return asksAboutSameValue(type) && type.parts().some(reaches);
  };
  return reaches(alias.resolved);
}

function asksAboutSameValue(type: PType): boolean {
  return !(
    type instanceof PArrayType ||
    type instanceof PHashType ||
    type instanceof PTupleType ||
    type instanceof PStructType
  );
}

function within(type: PType): Set<PType> {
  const seen = new Set<PType>();
  const visit = (part: PType): void => {
    if (seen.has(part)) return;
    seen.add(part);
    for (const inner of part.parts()) visit(inner);
  };
  visit(type);
  return seen;
}

function holdsRealType(type: PType): boolean {
  for (const part of within(type)) {
    if (!(part instanceof PTypeAliasType) && !(part instanceof PVariantType)) return true;
  }
  return false;
}

/** The type an alias stands for, through aliases of aliases; other types are themselves. */
export function resolvedType(type: PType): PType {
  let real = type;
  while (real instanceof PTypeAliasType) real = real.resolved;
  return real;
}
