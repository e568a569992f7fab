import { PFloat, type Value } from '../values/value.ts';
import type { ToPlain } from './json.ts';
import type { CatalogData, ResourceData } from './to-data.ts';

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
export function catalogDocument({ resources, edges }: CatalogData, toPlain: ToPlain): CatalogDocument {
  return { resources: resources.map((resource) => resourceDocument(resource, toPlain)), edges };
}

function resourceDocument(resource: ResourceData, toPlain: ToPlain): ResourceDocument {
  const { type, title, file, line, exported, kind, sensitive } = resource;
  const parameters = resource.parameters.size === 0 ? undefined : objectOf(toPlain(resource));
  return { type, title, file, line, exported, kind, parameters, sensitive_parameters: sensitive };
}

function objectOf(hash: ReadonlyMap<Value, Value>): Record<string, unknown> {
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
