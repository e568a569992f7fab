import { valueJson } from '../catalog/json.ts';
import type { Value } from '../values/value.ts';

/** An exported resource as PuppetDB keeps it. */
export interface StoredResource {
  /** Who exports it. */
  readonly certname: string;
  /** Capitalised. */
  readonly type: string;
  readonly title: string;
  readonly tags: ReadonlySet<string>;
  /** Plain data; nothing that is sensitive. */
  readonly parameters: ReadonlyMap<string, Value>;
}

/** The exported resources of all machines: what stands in for PuppetDB. */
export interface ExportedStore {
  /** Those of a capitalised type that other machines export, in order of machines and of their catalogs. */
  readonly search: (type: string, certname: string) => readonly StoredResource[];
}

/** Makes a store of what machines export. */
export function exportedStore(resources: readonly StoredResource[]): ExportedStore {
  const byType = new Map<string, StoredResource[]>();
  for (const resource of resources) {
    const known = byType.get(resource.type);
    if (known) known.push(resource);
    else byType.set(resource.type, [resource]);
  }
  return {
    search: (type, certname) => (byType.get(type) ?? []).filter((resource) => resource.certname !== certname),
  };
}

/** Whether a stored resource has a title, a tag, or exactly this value of a parameter, as PuppetDB compares. */
export function storedMatches(
  { title, tags, parameters }: StoredResource,
  name: string,
  wanted: Value,
): boolean {
  if (name === 'title') return title === wanted;
  if (name === 'tag') return typeof wanted === 'string' && tags.has(wanted.toLowerCase());
  return parameters.has(name) && valueJson(parameters.get(name)!) === valueJson(wanted);
}
