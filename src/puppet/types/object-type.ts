import { PuppetError } from '../error.ts';
import { eql } from '../values/equality.ts';
import { makeHash, structuralKey } from '../values/keys.ts';
import { DEFAULT, type PHash, PObject, type Value } from '../values/value.ts';
import { resolvedType } from './alias-type.ts';
import { undefType } from './any.ts';
import { isResource } from './catalog-types.ts';
import { formatValue } from './format-value.ts';
import type { Guard } from './guard.ts';
import { matchesPattern } from './matches.ts';
import {
  type Attribute,
  type MemberFunction,
  type ObjectDefinition,
  readObject,
} from './object-definition.ts';
import { formatObject } from './object-format.ts';
import { PStringType } from './string.ts';
import { PStructType, StructElement } from './struct.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';
import { POptionalType } from './wrappers.ts';

const nothing: ObjectDefinition = {
  name: null,
  parent: null,
  typeParameters: new Map(),
  attributes: new Map(),
  functions: new Map(),
  equality: null,
  equalityIncludeType: true,
  checks: undefined,
};

/**
 * `Object[{...}]`: a type with attributes and functions, whose instances are PObject. A named one is defined by the
 * hash that `define` gives when it is resolved, so that it can refer to itself.
 */
export class PObjectType extends PType {
  #definition: ObjectDefinition = nothing;
  #define: (() => PHash) | null;
  #givenName: string | null;
  #initType: PStructType | undefined;
  constructor(name: string | null, define: (() => PHash) | null) {
    super();
    this.#givenName = name;
    this.#define = define;
  }
  /** An Object type of a hash, at once; throws a PuppetError when the hash is wrong. */
  static ofHash(hash: PHash): PObjectType {
    return new PObjectType(null, () => hash).resolve();
  }

  /** Reads the definition, once; throws a PuppetError when it is wrong. */
  resolve(): this {
    const define = this.#define;
    if (define !== null) {
      this.#define = null;
      this.#definition = readObject(this, define());
    }
    return this;
  }
  get isResolved(): boolean {
    return this.#define === null;
  }
  /** Lets the definition that is being read be seen by its own checks. */
  publish(definition: ObjectDefinition): void {
    this.#definition = definition;
  }

  get givenName(): string | null {
    return this.#givenName ?? this.#definition.name;
  }
  get name(): string {
    return this.label;
  }
  /** The name, or `Object`. */
  get label(): string {
    return this.givenName ?? 'Object';
  }
  get definition(): ObjectDefinition {
    return this.#definition;
  }
  get parent(): PType | null {
    return this.#definition.parent;
  }
  /** The parent, aliases resolved, when it is an Object type. */
  get parentObject(): PObjectType | null {
    const parent = this.parent === null ? null : resolvedType(this.parent);
    return parent instanceof PObjectType ? parent : null;
  }

  /** Attributes, those of the parents first. */
  allAttributes(): Map<string, Attribute> {
    return new Map([...(this.parentObject?.allAttributes() ?? []), ...this.#definition.attributes]);
  }
  /** Attributes and functions, those of the parents first. */
  allMembers(): Map<string, Attribute | MemberFunction> {
    const own = [...this.#definition.attributes, ...this.#definition.functions];
    return new Map([...(this.parentObject?.allMembers() ?? []), ...own]);
  }
  /** Type parameters, those of the parents first. */
  allTypeParameters(): Map<string, Attribute> {
    return new Map([...(this.parentObject?.allTypeParameters() ?? []), ...this.#definition.typeParameters]);
  }
  /** The attributes that decide on equality. */
  equalityAttributes(): Map<string, Attribute> {
    const { equality, attributes } = this.#definition;
    const own =
      equality ??
      [...attributes].filter(([, attribute]) => attribute.kind !== 'constant').map(([key]) => key);
    const inherited = this.parentObject?.equalityAttributes() ?? [];
    return new Map([...inherited, ...own.map((name) => [name, attributes.get(name)!] as const)]);
  }
  get isParameterized(): boolean {
    return this.#definition.typeParameters.size > 0 || (this.parentObject?.isParameterized ?? false);
  }

  /** The Struct of the hash from which instances are made. */
  initType(): PStructType {
    this.#initType ??= new PStructType(this.#initElements());
    return this.#initType;
  }
  #initElements(): StructElement[] {
    const given = [...this.allAttributes().values()].filter(
      ({ kind }) => kind !== 'constant' && kind !== 'derived',
    );
    return given.map(({ name, type, value }) => {
      const key = new PStringType(name);
      const optional = value !== undefined || type.isAssignable(undefType);
      return new StructElement(optional ? new POptionalType(key) : key, type);
    });
  }

  isInstance(value: Value, guard?: Guard): boolean {
    if (value instanceof PType) return this.#isDefault && !isResource(value);
    return value instanceof PObject && this.isAssignable(value.type, guard);
  }
  accepts(other: PType, guard?: Guard): boolean {
    if (other instanceof PObjectTypeExtension) return this.isAssignable(other.base, guard);
    if (!(other instanceof PObjectType)) return false;
    if (this.#isDefault || this === other || this.equals(other)) return true;
    return other.parent !== null && this.isAssignable(other.parent, guard);
  }
  get #isDefault(): boolean {
    return this.givenName === null && this.#definition === nothing;
  }

  /** A text equal for equal instances. */
  instanceKey(instance: PObject): string {
    const names = [...this.equalityAttributes().keys()];
    const values = names.map((name) => structuralKey(instance.attributes.get(name) ?? null));
    const type = this.#definition.equalityIncludeType ? this.identityKey() : '';
    return `o${type}(${values.join(',')})`;
  }

  override identityKey(): string {
    return this.givenName === null ? this.format({ expanded: true }) : `object ${this.givenName}`;
  }
  override parts(): readonly PType[] {
    const { parent, typeParameters, attributes, functions } = this.#definition;
    const members = [...typeParameters.values(), ...attributes.values(), ...functions.values()];
    return [...(parent === null ? [] : [parent]), ...members.map(({ type }) => type)];
  }
  format(format: TypeFormat): string {
    return format.expanded ? formatObject(this) : this.label;
  }
  override toString(): string {
    return this.#isDefault ? 'Object[{}]' : formatObject(this);
  }
}

/** `Foo[a, b]`: an Object type with values for its type parameters; its instances have matching attributes. */
export class PObjectTypeExtension extends PType {
  readonly base: PObjectType;
  readonly parameters: PHash;
  constructor(base: PObjectType, parameters: PHash) {
    super();
    this.base = base;
    this.parameters = parameters;
  }
  get name(): string {
    return this.base.name;
  }
  isInstance(value: Value, guard?: Guard): boolean {
    if (!(value instanceof PObject) || !this.base.isInstance(value, guard)) return false;
    return [...this.parameters].every(([key, pattern]) => {
      const attribute = value.attributes.get(key as string);
      return attribute !== undefined && matchesPattern(attribute, pattern);
    });
  }
  accepts(other: PType, guard?: Guard): boolean {
    if (!(other instanceof PObjectTypeExtension)) return false;
    if (!this.base.isAssignable(other.base, guard)) return false;
    return [...this.parameters].every(([key, pattern]) =>
      acceptsParameter(other.parameters.get(key), pattern),
    );
  }
  override generalize(): PType {
    return this.base;
  }
  /** The values, in the order of the parameters, without trailing defaults; by name when there are more than two. */
  initParameters(): Value {
    const names = [...this.base.allTypeParameters().keys()];
    if (names.length > 2) return this.parameters;
    const given = names.map((name) => (this.parameters.has(name) ? this.parameters.get(name)! : DEFAULT));
    while (given.length > 0 && given[given.length - 1] === DEFAULT) given.pop();
    return given;
  }
  format(_format: TypeFormat): string {
    const parameters = this.initParameters();
    const shown = Array.isArray(parameters)
      ? parameters.map((value) => formatValue(value))
      : [formatValue(parameters)];
    return withParameters(this.base.label, shown);
  }
}

function acceptsParameter(theirs: Value | undefined, pattern: Value): boolean {
  if (theirs === undefined) return false;
  if (matchesPattern(theirs, pattern)) return true;
  return theirs instanceof PType && pattern instanceof PType && pattern.isAssignable(theirs);
}

/** The type of an instance: parameters of its type that are attributes are filled in. */
export function instanceType(instance: PObject): PType {
  const { type } = instance;
  if (!type.isParameterized) return type;
  const names = [...type.allTypeParameters().keys()];
  return new PObjectTypeExtension(
    type,
    makeHash(names.map((name) => [name, instance.attributes.get(name) ?? null])),
  );
}

/** The hash from which an equal instance can be made: attributes that have their default are left out. */
export function initHashOf(instance: PObject): PHash {
  const attributes = instance.type.allAttributes();
  const entries = [...instance.attributes].filter(([name, value]) => {
    const attribute = attributes.get(name);
    if (attribute === undefined || attribute.kind === 'constant' || attribute.kind === 'derived')
      return false;
    return attribute.value === undefined || !eql(attribute.value, value);
  });
  return makeHash(entries);
}

/** `object.name(args)`: the value of an attribute, or undefined when there is no such member; throws a PuppetError for functions, which need Ruby. */
export function objectMember(instance: PObject, name: string): Value | undefined {
  const member = instance.type.allMembers().get(name);
  if (member === undefined) return undefined;
  if (member.feature === 'function') {
    if (instance.type.label === 'Error' && name === 'message') return instance.attributes.get('msg') ?? null;
    throw new PuppetError(`no method is implemented for ${member.label}`);
  }
  if (member.kind === 'constant') return member.value ?? null;
  if (member.kind === 'derived')
    throw new PuppetError(`no method is implemented for derived ${member.label}`);
  return instance.attributes.get(name) ?? null;
}

export const objectType = new PObjectType(null, null);
