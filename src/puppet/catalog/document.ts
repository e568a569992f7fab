import { PFloat, type PHash, type Value } from '../values/value.ts';
import type { CompilerResource } from './compiler-resource.ts';
import type { ToPlain } from './json.ts';
import { type CatalogParts, eachParameter, resourceData } from './to-data.ts';

/** A resource as parsing its JSON would give it. */
export interface ResourceDocument {
  readonly type: string;
  readonly title: string;
  readonly file?: string;
  readonly line?: number;
  readonly exported?: boolean;
  /** `compilable_type` for native types; others contain something. */
  readonly kind?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly sensitive_parameters?: readonly string[];
}

/** The resources of a catalog and their containment as parsing its JSON would give them. */
export interface CatalogDocument {
  readonly resources: readonly ResourceDocument[];
  readonly edges: readonly { readonly source: string; readonly target: string }[];
}

/** What parsing the JSON of a catalog would give, without writing it first. Integers beyond what is exact are texts. */
export function catalogDocument({ kept, eachEdge }: CatalogParts, toPlain: ToPlain): CatalogDocument {
  const edges: { source: string; target: string }[] = [];
  eachEdge((source, target) => edges.push({ source: source.ref, target: target.ref }));
  return { resources: kept.map((resource) => resourceDocument(resource, toPlain)), edges };
}

function resourceDocument(resource: CompilerResource, toPlain: ToPlain): ResourceDocument {
  const { type, title, file, line, exported, kind, sensitive } = resource;
  const parameters = parametersOf(resource, toPlain);
  return { type, title, file, line, exported, kind, parameters, sensitive_parameters: sensitive };
}

/** Undefined where there are none. Most are plain data, which need no conversion. */
function parametersOf(resource: CompilerResource, toPlain: ToPlain): Record<string, unknown> | undefined {
  const object: Record<string, unknown> = {};
  let isEmpty = true;
  let isPlain = true;
  eachParameter(resource, (name, value) => {
    isEmpty = false;
    isPlain &&= isPlainData(value);
    if (isPlain) object[name] = plain(value);
  });
  if (isEmpty) return undefined;
  return isPlain ? object : objectOf(toPlain(resourceData(resource)));
}

function isPlainData(value: Value): boolean {
  if (typeof value !== 'object' || value === null || value instanceof PFloat) return true;
  if (Array.isArray(value)) return value.every(isPlainData);
  if (!(value instanceof Map)) return false;
  for (const [key, item] of value)
    if (typeof key !== 'string' || key === '__ptype' || !isPlainData(item)) return false;
  return true;
}

function objectOf(hash: PHash): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [key, value] of hash) object[String(key)] = plain(value);
  return object;
}

function plain(value: Value): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof PFloat) return value.value;
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? value : value.map(plain);
  return value instanceof Map ? objectOf(value) : value;
}
