import type { CompilerCatalog } from '../catalog/compiler-catalog.ts';
import type { ToPlain } from '../catalog/json.ts';
import type { CatalogData, ResourceData } from '../catalog/to-data.ts';
import type { Value } from '../values/value.ts';
import type { StoredResource } from './store.ts';

/** Metaparameters whose values PuppetDB keeps in no order. */
const unordered = ['alias', 'audit', 'before', 'check', 'notify', 'require', 'subscribe', 'tag'];

/** What a catalog, exported resources included, leaves in PuppetDB for others to collect. */
export function exportsOf(data: CatalogData, catalog: CompilerCatalog, toPlain: ToPlain): StoredResource[] {
  return data.resources
    .filter(({ exported }) => exported)
    .map((resource) => ({
      certname: data.name,
      type: resource.type,
      title: resource.title,
      tags: new Set(resource.tags),
      parameters: storedParameters(resource, catalog, toPlain),
    }));
}

function storedParameters(
  resource: ResourceData,
  catalog: CompilerCatalog,
  toPlain: ToPlain,
): Map<string, Value> {
  const parameters = new Map([...toPlain(resource)].map(([name, value]) => [String(name), value]));
  const aliases = aliasesOf(resource, catalog);
  if (aliases.length > 0) parameters.set('alias', aliases);
  for (const name of unordered) {
    const value = parameters.get(name);
    if (Array.isArray(value))
      parameters.set(
        name,
        [...value].sort((a, b) => (String(a) < String(b) ? -1 : 1)),
      );
  }
  for (const name of resource.sensitive) parameters.delete(name);
  return parameters;
}

/** The aliases given, and the name where it is another than the title. */
function aliasesOf({ type, title, parameters }: ResourceData, catalog: CompilerCatalog): Value[] {
  const given = [parameters.get('alias') ?? []].flat() as Value[];
  const native = catalog.lookup(type, title)?.native;
  if (native && (native.namevars.length > 1 || !native.isomorphic)) return given;
  const name = parameters.get(native?.namevar ?? 'name');
  return name === undefined || name === title || given.includes(name) ? given : [...given, name];
}
