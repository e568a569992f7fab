import { PuppetError, placeSuffix } from '../error.ts';
import type { ResourceTypeInfo } from '../resource-types/api.ts';
import { capitalizeSegments } from '../types/catalog-types.ts';
import { toText } from '../types/index.ts';
import type { Value } from '../values/value.ts';
import type { Catalog } from './catalog.ts';
import type { CompilerResource } from './compiler-resource.ts';
import { flatten } from './flatten.ts';
import { classTitle, splitReference } from './references.ts';
import { tagsOf } from './tags.ts';
import { parseTitle, type TitleParts } from './titles.ts';

/** The catalog while it is compiled: resources in order of addition, found by title, alias or namevars. */
export class CompilerCatalog implements Catalog {
  readonly classes: string[] = [];
  readonly resources: CompilerResource[] = [];
  readonly tagSet = new Set<string>();
  readonly #table = new Map<string, CompilerResource>();
  readonly #findType: (name: string) => ResourceTypeInfo | undefined;

  constructor(findNativeType: (name: string) => ResourceTypeInfo | undefined) {
    this.#findType = findNativeType;
  }

  addClass(name: string): void {
    this.classes.push(name);
    for (const tag of tagsOf(name)) this.tagSet.add(tag);
  }

  mergeTags(resource: CompilerResource): void {
    for (const tag of resource.tagList) this.tagSet.add(tag);
  }

  hasTag(tag: string): boolean {
    return this.tagSet.has(tag.toLowerCase());
  }

  add(resource: CompilerResource): void {
    const existing = this.#table.get(resource.ref);
    if (existing !== undefined) refuseDuplicate(resource, existing);
    this.#table.set(resource.ref, resource);
    this.resources.push(resource);
    this.#addAliases(resource);
  }

  #addAliases(resource: CompilerResource): void {
    const alias = resource.get('alias');
    for (const name of alias === null ? [] : flatten(alias)) {
      if (name !== null) this.#alias(resource, [toText(name)], () => JSON.stringify(toText(name)));
    }
    if (resource.native !== null && !resource.native.isomorphic) return;
    const key = uniquenessKey(resource);
    if (key.every((part) => part === null) || (key.length === 1 && key[0] === resource.title)) return;
    this.#alias(resource, key, () => rubyArray(key));
  }

  #alias(resource: CompilerResource, key: readonly (string | null)[], shown: () => string): void {
    const tableKey = keyText(resource.type, key);
    const existing = this.#table.get(tableKey);
    if (existing === resource) return;
    if (existing !== undefined) {
      const where = placeSuffix(resource);
      const newref = rubyArray([resource.type, ...key]);
      const at = where === '' ? '' : ` at${where}`;
      throw new PuppetError(
        `Cannot alias ${resource.ref} to ${shown()}${at}; resource ${newref} already declared${placeSuffix(existing)}`,
      );
    }
    this.#table.set(tableKey, resource);
  }

  /** By type in any writing and title. */
  lookup(type: string, title: string): CompilerResource | undefined {
    const typeTitle = capitalizeSegments(type);
    const wanted = typeTitle === 'Class' ? classTitle(title) : title;
    const found = this.#table.get(`${typeTitle}[${wanted}]`);
    if (found !== undefined || typeTitle === 'Class') return found;
    const info = this.#findType(typeTitle.toLowerCase());
    if (info === undefined) return undefined;
    return this.#table.get(keyText(typeTitle, titleKey(info, wanted)));
  }

  resource(type: string, title: string): CompilerResource | undefined {
    return this.lookup(type, title);
  }

  /** By a written reference; throws when the text is none. */
  find(reference: string): CompilerResource | undefined {
    const exact = this.#table.get(reference);
    if (exact !== undefined && !reference.endsWith('[]')) return exact;
    const parts = splitReference(reference);
    if (parts === undefined) {
      throw new PuppetError(notAReference(reference));
    }
    return this.lookup(parts[0], parts[1]);
  }
}

/** What is wrong with a reference that names no resource. */
export function notAReference(text: string): string {
  return `No title provided and ${JSON.stringify(text)} is not a valid resource reference`;
}

function refuseDuplicate(resource: CompilerResource, existing: CompilerResource): never {
  const where = placeSuffix(existing);
  const at = where === '' ? '' : ` at${where}`;
  const message = `Duplicate declaration: ${resource.ref} is already declared${at}; cannot redeclare`;
  throw new PuppetError(message + placeSuffix(resource.place));
}

function keyText(type: string, key: readonly (string | null)[]): string {
  return key.length === 1 ? `${type}[${key[0]}]` : `${type}\0${key.map((part) => part ?? '\0').join('\0')}`;
}

function rubyArray(items: readonly (string | null)[]): string {
  return `[${items.map((item) => (item === null ? 'nil' : JSON.stringify(item))).join(', ')}]`;
}

/** The values of the namevars, by which the same thing is known however its title is written. */
export function uniquenessKey(resource: CompilerResource): (string | null)[] {
  const { native, params } = resource;
  if (native === null) return [asKey(resource.name)];
  const parts = resource.titleParts;
  return keyOf(native, resource.name, (name) => params.get(name)?.value ?? partOf(parts, name));
}

function titleKey(info: ResourceTypeInfo, title: string): (string | null)[] {
  const parts = parseTitle(info, title);
  return keyOf(info, title, (name) => partOf(parts, name));
}

function partOf(parts: TitleParts, wanted: string): string | null {
  for (const [name, text] of parts) if (name === wanted) return text;
  return null;
}

function keyOf(info: ResourceTypeInfo, name: Value, get: (name: string) => Value): (string | null)[] {
  const { namevars } = info;
  if (namevars.length === 1) return [asKey(get(namevars[0]!) ?? get('name') ?? name)];
  const fallback = get('name') ?? name;
  return [...namevars].sort().map((namevar) => asKey(get(namevar) ?? (namevar === 'name' ? fallback : null)));
}

function asKey(value: Value): string | null {
  return value === null ? null : toText(value);
}
