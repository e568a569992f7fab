import { formatFloat } from '../values/float.ts';
import { PFloat, type PHash, type Value } from '../values/value.ts';
import type { CatalogData, ResourceData } from './to-data.ts';

/** Makes plain data (strings, numbers, booleans, null, arrays and hashes with string keys) of a resource's parameters. */
export type ToPlain = (resource: ResourceData) => PHash;

/** The catalog as compact JSON, its keys in Puppet's order. `version` takes the place of Puppet's time stamp. */
export function catalogJson(data: CatalogData, version: string | number, toPlain: ToPlain): string {
  const resources = data.resources.map((resource) => resourceJson(resource, toPlain)).join(',');
  const edges = data.edges.map((edge) => JSON.stringify(edge)).join(',');
  return [
    `{"tags":${JSON.stringify(data.tags)},"name":${JSON.stringify(data.name)}`,
    `"version":${JSON.stringify(version)},"code_id":null,"catalog_uuid":null,"catalog_format":2`,
    `"environment":${JSON.stringify(data.environment)},"resources":[${resources}],"edges":[${edges}]`,
    `"classes":${JSON.stringify(data.classes)}}`,
  ].join(',');
}

function resourceJson(resource: ResourceData, toPlain: ToPlain): string {
  const { parameters, sensitive, ...head } = resource;
  const parts = [JSON.stringify(head).slice(0, -1)];
  if (parameters.size > 0) {
    parts.push(`"parameters":${valueJson(toPlain(resource))}`);
  }
  if (sensitive.length > 0) parts.push(`"sensitive_parameters":${JSON.stringify(sensitive)}`);
  return `${parts.join(',')}}`;
}

/** JSON of plain data: integers exact, floats as Ruby prints them. */
export function valueJson(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof PFloat) return formatFloat(value.value);
  if (Array.isArray(value)) return `[${value.map(valueJson).join(',')}]`;
  if (value instanceof Map) {
    return `{${[...value].map(([key, item]) => `${JSON.stringify(String(key))}:${valueJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
