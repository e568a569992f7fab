import { PuppetError, placeSuffix } from '../error.ts';
import type { ResourceTypeInfo } from '../resource-types/api.ts';
import { capitalizeSegments } from '../types/catalog-types.ts';
import { toText } from '../types/index.ts';
import type { Value } from '../values/value.ts';
import type { Catalog } from './catalog.ts';
import type { CompilerResource } from './compiler-resource.ts';
import { flatten } from './flatten.ts';
import { Graph } from './graph.ts';
import { classTitle, splitReference } from './references.ts';
import { addTag, mergeTags } from './tags.ts';
import { parseTitle } from './titles.ts';

/** The catalog while it is compiled: resources in order of addition, found by title, alias or namevars. */
export class CompilerCatalog implements Catalog {
  readonly classes: string[] = [];
  readonly resources: CompilerResource[] = [];
  readonly tagSet = new Set<string>();
  readonly graph = new Graph();
  readonly #table = new Map<string, CompilerResource>();
  readonly #findType: (name: string) => ResourceTypeInfo | undefined;

  constructor(findNativeType: (name: string) => ResourceTypeInfo | undefined) {
    this.#findType = findNativeType;
  }

  addClass(name: string): void {
    this.classes.push(name);
    addTag(this.tagSet, name);
  }

  mergeTags(resource: CompilerResource): void {
    mergeTags(this.tagSet, resource.tagSet);
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
    this.graph.addVertex(resource);
  }

  #addAliases(resource: CompilerResource): void {
    const alias = resource.get('alias');
    for (const name of flatten(alias)) {
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
    const parts = splitReference(reference);
    if (parts === undefined) {
      throw new PuppetError(
        `No title provided and ${JSON.stringify(reference)} is not a valid resource reference`,
      );
    }
    return this.lookup(parts[0], parts[1]);
  }
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
  const { native } = resource;
  if (native === null) return [asKey(resource.name)];
  const values: Record<string, Value> = { ...parseTitle(native, resource.title) };
  for (const [name, value] of resource.entries()) if (value !== null) values[name] = value;
  return keyOf(native, values, resource.name);
}

function titleKey(info: ResourceTypeInfo, title: string): (string | null)[] {
  return keyOf(info, { ...parseTitle(info, title) }, title);
}

function keyOf(info: ResourceTypeInfo, values: Record<string, Value>, name: Value): (string | null)[] {
  const main = info.namevars.length === 1 ? info.namevars[0]! : 'name';
  const fallback = values[main] ?? values.name ?? name;
  values[main] ??= fallback;
  values.name ??= fallback;
  return [...info.namevars].sort().map((namevar) => asKey(values[namevar] ?? null));
}

function asKey(value: Value): string | null {
  return value === null ? null : toText(value);
}
