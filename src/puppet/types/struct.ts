import { PuppetError } from '../error.ts';
import type { PHash, Value } from '../values/value.ts';
import { undefType } from './any.ts';
import { PHashType } from './collection.ts';
import type { Guard } from './guard.ts';
import { PIntegerType } from './numeric.ts';
import { puppetQuote } from './quote.ts';
import { rubyClassName } from './ruby-class.ts';
import { PEnumType, PStringType } from './string.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';
import { typeOfParameter } from './type-of.ts';
import { PNotUndefType, POptionalType } from './wrappers.ts';

/** One member of a Struct. The key type is a String of one value, or an Optional of it when the member may be missing. */
export class StructElement {
  readonly keyType: PType;
  readonly valueType: PType;
  readonly name: string;
  /** Whether the member may be missing. */
  readonly optional: boolean;
  constructor(keyType: PType, valueType: PType) {
    this.keyType = keyType;
    this.valueType = valueType;
    this.optional = keyType instanceof POptionalType;
    this.name = ((keyType instanceof POptionalType ? keyType.type : keyType) as PStringType).value!;
  }
  /** With another value type. */
  with(valueType: PType): StructElement {
    return valueType === this.valueType ? this : new StructElement(this.keyType, valueType);
  }
}

/** `Struct[{a => T, Optional[b] => U}]`: a hash with these keys only. */
export class PStructType extends PType {
  readonly name = 'Struct';
  readonly elements: readonly StructElement[];
  #byName: Map<string, StructElement> | undefined;
  constructor(elements: readonly StructElement[] = []) {
    super();
    this.elements = elements;
  }
  /** Members by name. */
  get byName(): ReadonlyMap<string, StructElement> {
    this.#byName ??= new Map(this.elements.map((element) => [element.name, element]));
    return this.#byName;
  }
  isInstance(value: Value, guard?: Guard): boolean {
    return value instanceof Map && this.#holds(value, guard);
  }
  #holds(hash: PHash, guard?: Guard): boolean {
    let matched = 0;
    for (let index = 0; index < this.elements.length; index++) {
      const element = this.elements[index]!;
      const entry = hash.get(element.name);
      if (entry === undefined) {
        if (!element.optional) return false;
      } else {
        matched++;
        if (!element.valueType.isInstance(entry, guard)) return false;
      }
    }
    return matched === hash.size;
  }
  accepts(other: PType, guard?: Guard): boolean {
    if (other instanceof PStructType) return this.#acceptsStruct(other, guard);
    return other instanceof PHashType && this.#acceptsHash(other, guard);
  }
  #acceptsStruct(other: PStructType, guard?: Guard): boolean {
    let matched = 0;
    for (const element of this.elements) {
      const theirs = other.byName.get(element.name);
      if (theirs !== undefined) matched++;
      if (!acceptsMember(element, theirs, guard)) return false;
    }
    return matched === other.byName.size;
  }
  #acceptsHash(other: PHashType, guard?: Guard): boolean {
    const required = this.elements.filter((element) => !element.optional);
    const fits = required.every(
      ({ keyType, valueType }) =>
        valueType.isAssignable(other.value, guard) && keyType.generalize().isAssignable(other.key),
    );
    return fits && new PIntegerType(required.length, this.elements.length).covers(other.minimum);
  }
  override generalize(): PType {
    return this.#map((type) => type.generalize());
  }
  override normalize(): PType {
    return this.#map((type) => type.normalize());
  }
  #map(change: (type: PType) => PType): PType {
    const elements = this.elements.map((element) => element.with(change(element.valueType)));
    return elements.every((element, index) => element === this.elements[index])
      ? this
      : new PStructType(elements);
  }
  override parts(): readonly PType[] {
    return this.elements.flatMap(({ keyType, valueType }) => [keyType, valueType]);
  }
  format(format: TypeFormat): string {
    if (this.elements.length === 0) return this.name;
    const members = this.elements.map((element) => formatMember(element, format));
    return withParameters(this.name, [`{${members.join(', ')}}`]);
  }
}

function acceptsMember(element: StructElement, theirs: StructElement | undefined, guard?: Guard): boolean {
  if (theirs === undefined) return element.optional;
  if (!element.keyType.isAssignable(theirs.keyType, guard)) return false;
  return element.valueType.isAssignable(theirs.valueType, guard);
}

function formatMember(element: StructElement, format: TypeFormat): string {
  const valueOptional = element.valueType.isAssignable(undefType);
  const name = puppetQuote(element.name);
  const wrapper = element.optional === valueOptional ? '' : element.optional ? 'Optional' : 'NotUndef';
  return `${wrapper === '' ? name : `${wrapper}[${name}]`} => ${element.valueType.format(format)}`;
}

export const structType = new PStructType();

/** The Struct of a hash of keys (strings or types) and value types; throws Puppet's error for a bad key. */
export function makeStruct(members: PHash): PStructType {
  return new PStructType([...members].map(([key, value]) => makeElement(key, typeOfParameter(value))));
}

function makeElement(key: Value, valueType: PType): StructElement {
  if (typeof key !== 'string') return new StructElement(memberKey(key), valueType);
  if (key === '') throw new PuppetError('Struct element key cannot be an empty String');
  const keyType = new PStringType(key);
  return new StructElement(
    valueType.isAssignable(undefType) ? new POptionalType(keyType) : keyType,
    valueType,
  );
}

function memberKey(key: Value): PType {
  if (key instanceof PNotUndefType) return literalKey(key.type, key.type);
  if (key instanceof POptionalType) return literalKey(key, key.type);
  if (key instanceof PStringType) return literalKey(key, key);
  if (key instanceof PEnumType) {
    return literalKey(key, key.values.length === 1 ? new PStringType(key.values[0]!) : null);
  }
  throw new PuppetError(
    `Illegal Struct member key type. Expected NotUndef, Optional, String, or Enum. Got: ${rubyClassName(key)}`,
  );
}

function literalKey(key: PType | null, literal: PType | null): PType {
  if (literal instanceof PStringType && literal.value !== null)
    return key instanceof PEnumType ? literal : key!;
  throw new PuppetError(
    `Unable to extract a non-empty literal string from Struct member key type ${key ?? 'Any'}`,
  );
}
