import { PClassType, PResourceType } from '../types/catalog-types.ts';
import type { Value } from '../values/value.ts';
import type { CompilerCatalog } from './compiler-catalog.ts';
import type { CompilerResource } from './compiler-resource.ts';
import { flatten } from './flatten.ts';
import { isRelationParam } from './metaparams.ts';
import { referenceText } from './references.ts';
import { parseTitle } from './titles.ts';

/** A resource as a catalog file has it. */
export interface ResourceData {
  type: string;
  title: string;
  tags: readonly string[];
  file?: string;
  line?: number;
  exported: boolean;
  kind: string;
  /** Values without references and undef; not yet serialised. */
  parameters: Map<string, Value>;
  sensitive: readonly string[];
}

/** A catalog as its file has it, but for the values of parameters. */
export interface CatalogData {
  tags: readonly string[];
  name: string;
  environment: string;
  resources: ResourceData[];
  edges: { source: string; target: string }[];
  classes: readonly string[];
}

/** What the agent sees (all virtual resources dropped), or with `exported` what a store of exported resources gets. */
export function catalogData(
  catalog: CompilerCatalog,
  name: string,
  environment: string,
  keepExported: boolean,
): CatalogData {
  const kept = (resource: CompilerResource) => !resource.virtual || (keepExported && resource.exported);
  const resources = catalog.resources.filter(kept);
  const edges: CatalogData['edges'] = [];
  for (const target of resources) {
    for (const source of catalog.graph.containers(target)) {
      if (kept(source)) edges.push({ source: source.ref, target: target.ref });
    }
  }
  const tags = new Set<string>();
  for (const className of catalog.classes) addClassTag(tags, className);
  for (const tag of catalog.tagSet) tags.add(tag);
  return {
    tags: [...tags],
    name,
    environment,
    resources: resources.map(resourceData),
    edges,
    classes: catalog.classes,
  };
}

function addClassTag(tags: Set<string>, className: string): void {
  if (tags.has(className)) return;
  tags.add(className);
  if (className.includes('::')) for (const part of className.split('::')) tags.add(part);
}

function resourceData(resource: CompilerResource): ResourceData {
  const { file, line } = resource;
  return {
    type: resource.type,
    title: resource.title,
    tags: [...resource.tagSet],
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(resource.byFunction && !resource.exported
      ? { kind: resource.kind, exported: false }
      : { exported: resource.exported, kind: resource.kind }),
    parameters: parametersOf(resource),
    sensitive: resource.sensitive,
  };
}

/** Namevars from the title first, then what is set; the namevar goes when it only repeats the title. */
function parametersOf(resource: CompilerResource): Map<string, Value> {
  const { native } = resource;
  const namevar = native?.namevars.length === 1 ? native.namevars[0]! : 'name';
  const parameters = new Map<string, Value>();
  const fromTitle = native === null ? { name: resource.title } : parseTitle(native, resource.title);
  for (const [name, value] of Object.entries(fromTitle)) parameters.set(keyOf(name, namevar), value);
  for (const [name, value] of resource.entries()) {
    const plain = plainValue(name, value);
    if (plain !== null) parameters.set(keyOf(name, namevar), plain);
  }
  const name = parameters.get(namevar);
  if (name !== undefined && name === resource.title && resource.isTextTitle) parameters.delete(namevar);
  return parameters;
}

function keyOf(name: string, namevar: string): string {
  const lower = name.toLowerCase();
  return lower === 'name' ? namevar : lower;
}

function plainValue(name: string, value: Value): Value {
  if (!Array.isArray(value)) return withoutReferences(value);
  if (isRelationParam(name)) {
    return withoutReferences(flatten(value).filter((item) => item !== null));
  }
  const flat = flatten(value);
  return withoutReferences(flat.some(isReference) ? flat : value);
}

function isReference(value: Value): boolean {
  return value instanceof PClassType || value instanceof PResourceType;
}

function withoutReferences(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]) => [withoutReferences(key), withoutReferences(item)]));
  }
  return referenceText(value) ?? value;
}
