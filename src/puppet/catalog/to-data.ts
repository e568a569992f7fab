import { PClassType, PResourceType } from '../types/catalog-types.ts';
import type { Value } from '../values/value.ts';
import type { CompilerCatalog } from './compiler-catalog.ts';
import type { CompilerResource } from './compiler-resource.ts';
import { flatten } from './flatten.ts';
import { containersOf } from './graph.ts';
import { isRelationParam } from './metaparams.ts';
import { referenceText } from './references.ts';

/** A resource as a catalog file has it. */
export interface ResourceData {
  type: string;
  title: string;
  tags: readonly string[];
  file?: string;
  line?: number;
  exported: boolean;
  kind: string;
  /** Whether its file has `kind` before `exported`, as for what functions declare. */
  kindFirst: boolean;
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

/** A catalog before its resources are made data: those that are kept, and what contains them. */
export interface CatalogParts {
  tags: readonly string[];
  name: string;
  environment: string;
  kept: readonly CompilerResource[];
  classes: readonly string[];
  /** Tells the containments between kept resources, grouped by what is contained. */
  eachEdge(tell: (source: CompilerResource, target: CompilerResource) => void): void;
}

/** What the agent sees (all virtual resources dropped), or with `exported` what a store of exported resources gets. */
export function catalogParts(
  catalog: CompilerCatalog,
  name: string,
  environment: string,
  keepExported: boolean,
): CatalogParts {
  const isKept = (resource: CompilerResource) => !resource.virtual || (keepExported && resource.exported);
  const kept = catalog.resources.filter(isKept);
  const tags = new Set<string>();
  for (const className of catalog.classes) addClassTag(tags, className.toLowerCase());
  for (const tag of catalog.tagSet) tags.add(tag);
  return {
    tags: [...tags],
    name,
    environment,
    kept,
    classes: catalog.classes,
    eachEdge: (tell) => {
      for (const target of kept)
        for (const source of containersOf(target)) if (isKept(source)) tell(source, target);
    },
  };
}

/** The same with all resources as data. */
export function catalogData({ kept, eachEdge, ...parts }: CatalogParts): CatalogData {
  const edges: CatalogData['edges'] = [];
  eachEdge((source, target) => edges.push({ source: source.ref, target: target.ref }));
  return { ...parts, resources: kept.map(resourceData), edges };
}

function addClassTag(tags: Set<string>, className: string): void {
  if (tags.has(className)) return;
  tags.add(className);
  if (className.includes('::')) for (const part of className.split('::')) tags.add(part);
}

/** A resource as data. */
export function resourceData(resource: CompilerResource): ResourceData {
  const { type, title, file, line, exported, kind, sensitive } = resource;
  return {
    type,
    title,
    tags: [...resource.tagList],
    file,
    line,
    exported,
    kind,
    kindFirst: isKindFirst(resource),
    parameters: parametersOf(resource),
    sensitive,
  };
}

/** Whether its file has `kind` before `exported`, as for what functions declare. */
export function isKindFirst({ byFunction, exported }: CompilerResource): boolean {
  return byFunction && !exported;
}

/** The parameters as a catalog file has them, in order; values without references and undef. */
export function eachParameter(resource: CompilerResource, tell: (name: string, value: Value) => void): void {
  if (!isPlainlyNamed(resource)) {
    for (const [name, value] of namedParameters(resource)) tell(name, value);
    return;
  }
  const { native, title, params } = resource;
  if (!resource.isTextTitle) tell(native === null ? 'name' : native.namevars[0]!, title);
  for (const param of params.values()) {
    const plain = plainValue(param.name, param.value);
    if (plain !== null) tell(param.name, plain);
  }
}

const lowerCase = /^[a-z0-9_]*$/;

/** Whether the title is the only name, and no parameter another name for it. */
function isPlainlyNamed({ native, titleParts, title, params }: CompilerResource): boolean {
  if (titleParts.length !== 1 || titleParts[0]![1] !== title || params.has('name')) return false;
  if (native !== null) {
    const [namevar] = native.namevars;
    if (native.namevars.length !== 1 || titleParts[0]![0] !== namevar) return false;
    if (params.has(namevar) || namevar !== namevar.toLowerCase()) return false;
  }
  for (const name of params.keys()) if (!lowerCase.test(name) && name !== name.toLowerCase()) return false;
  return true;
}

function parametersOf(resource: CompilerResource): Map<string, Value> {
  const parameters = new Map<string, Value>();
  eachParameter(resource, (name, value) => parameters.set(name, value));
  return parameters;
}

/** Namevars from the title first, then what is set; the namevar goes when it only repeats the title. */
function namedParameters(resource: CompilerResource): Map<string, Value> {
  const { native, title } = resource;
  const namevar = native?.namevars.length === 1 ? native.namevars[0]! : 'name';
  const parameters = new Map<string, Value>();
  for (const [name, text] of resource.titleParts) parameters.set(keyOf(name, namevar), text);
  for (const { name, value } of resource.params.values()) {
    const plain = plainValue(name, value);
    if (plain !== null) parameters.set(keyOf(name, namevar), plain);
  }
  if (resource.isTextTitle && parameters.get(namevar) === title) parameters.delete(namevar);
  return parameters;
}

function keyOf(name: string, namevar: string): string {
  const lower = name.toLowerCase();
  return lower === 'name' ? namevar : lower;
}

function plainValue(name: string, value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return withoutReferences(value);
  if (value.every((item) => typeof item === 'string')) return value;
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
  if (Array.isArray(value)) return holdsReference(value) ? value.map(withoutReferences) : value;
  if (value instanceof Map) {
    if (!holdsReference(value)) return value;
    return new Map([...value].map(([key, item]) => [withoutReferences(key), withoutReferences(item)]));
  }
  return referenceText(value) ?? value;
}

function holdsReference(value: Value): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(holdsReference);
  if (!(value instanceof Map)) return isReference(value);
  for (const [key, item] of value) if (holdsReference(key) || holdsReference(item)) return true;
  return false;
}
