import type { Value } from '../values/value.ts';
import { puppetQuote } from './quote.ts';
import { PType, withParameters } from './type.ts';

/** What Class and Resource types share: they are types of things in a catalog, which no plain value is. */
abstract class PCatalogType extends PType {
  isInstance(_value: Value): boolean {
    return false;
  }
}

/** `CatalogEntry`: any Class or Resource. */
export class PCatalogEntryType extends PCatalogType {
  readonly name = 'CatalogEntry';
  accepts(other: PType): boolean {
    return other instanceof PCatalogType;
  }
  format(): string {
    return this.name;
  }
}

/** `Class[name]`: a reference to a class; the name is in lower case without leading `::`, null for any. */
export class PClassType extends PCatalogType {
  readonly name = 'Class';
  readonly className: string | null;
  constructor(className: string | null = null) {
    super();
    this.className = className;
  }
  accepts(other: PType): boolean {
    return other instanceof PClassType && (this.className === null || this.className === other.className);
  }
  format(): string {
    return withParameters(this.name, this.className === null ? [] : [this.className]);
  }
}

/** `File['/a']`: a reference to a resource; the type name capitalised by segment, title null for any, both null for `Resource`. */
export class PResourceType extends PCatalogType {
  readonly name = 'Resource';
  readonly typeName: string | null;
  readonly title: string | null;
  constructor(typeName: string | null = null, title: string | null = null) {
    super();
    this.typeName = typeName === null ? null : capitalizeSegments(typeName);
    this.title = title;
  }
  get #key(): string | null {
    return this.typeName === null ? null : this.typeName.toLowerCase();
  }
  accepts(other: PType): boolean {
    if (!(other instanceof PResourceType)) return false;
    if (this.#key === null) return true;
    return this.#key === other.#key && (this.title === null || this.title === other.title);
  }
  format(): string {
    if (this.typeName === null) return this.name;
    return withParameters(this.typeName, this.title === null ? [] : [puppetQuote(this.title)]);
  }
  override identityKey(): string {
    return `${this.#key}[${this.title === null ? '' : puppetQuote(this.title)}]`;
  }
}

/**
 * A reference that has been given to a class or define: Puppet makes an object of it, which is an instance of
 * `Type[File]` still, but is written without quotes and equals no reference.
 */
export class PResourceObject extends PResourceType {
  override format(): string {
    return `${this.typeName}[${this.title}]`;
  }
  override identityKey(): string {
    return `object ${super.identityKey()}`;
  }
}

/** As PResourceObject, for a class. */
export class PClassObject extends PClassType {
  override format(): string {
    return `Class[${capitalizeSegments(this.className!)}]`;
  }
  override identityKey(): string {
    return `object ${super.format()}`;
  }
  override generalize(): PType {
    return resourceType;
  }
}

/** A value as a class or define gets it: references, also within arrays and hashes, become objects. */
export function asResources(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof PResourceType) {
    return value.title === null ? value : new PResourceObject(value.typeName, value.title);
  }
  if (value instanceof PClassType)
    return value.className === null ? value : new PClassObject(value.className);
  if (Array.isArray(value)) return value.every(isText) ? value : sameOr(value, value.map(asResources));
  if (!(value instanceof Map)) return value;
  const values = [...value.values()];
  const changed = values.map(asResources);
  if (changed.every((item, index) => item === values[index])) return value;
  return new Map([...value.keys()].map((key, index) => [key, changed[index]!]));
}

const isText = (value: Value): boolean => typeof value === 'string';

function sameOr(values: Value[], changed: Value[]): Value[] {
  return changed.every((item, index) => item === values[index]) ? values : changed;
}

/** Whether a reference has been made an object. */
export function isResource(type: PType): boolean {
  return type instanceof PResourceObject || type instanceof PClassObject;
}

/** The type whose instance an object is: a reference, of a class too one to a resource. */
export function asReference(type: PType): PType {
  if (type instanceof PResourceObject) return new PResourceType(type.typeName, type.title);
  if (!(type instanceof PClassObject)) return type;
  return new PResourceType('Class', capitalizeSegments(type.className!));
}

const capitalized = new Map<string, string>();

/** `a::bee` becomes `A::Bee`; a name that starts with a capital stays. */
export function capitalizeSegments(name: string): string {
  const known = capitalized.get(name);
  if (known !== undefined) return known;
  const made = /^[A-Z]/m.test(name) ? name : name.split('::').map(capitalize).join('::');
  if (capitalized.size >= 10_000) capitalized.clear();
  capitalized.set(name, made);
  return made;
}

/** The first character in upper case, the others in lower case, as Ruby's `capitalize`. */
export function capitalize(text: string): string {
  const [first] = text;
  return first === undefined ? '' : first.toUpperCase() + text.slice(first.length).toLowerCase();
}

export const catalogEntryType = new PCatalogEntryType();
export const classType = new PClassType();
export const resourceType = new PResourceType();
