import { formatFloat } from '../values/float.ts';
import { PFloat, type PHash, type Value } from '../values/value.ts';
import type { CatalogData, ResourceData } from './to-data.ts';

/** Makes plain data (strings, numbers, booleans, null, arrays and hashes with string keys) of a resource's parameters. */
export type ToPlain = (resource: ResourceData) => PHash;

/** The catalog as compact JSON, its keys in Puppet's order. `version` takes the place of Puppet's time stamp. */
export function catalogJson(data: CatalogData, version: string | number, toPlain: ToPlain): string {
  const names = new Names();
  const parts = [
    `{"tags":${JSON.stringify(data.tags)},"name":${JSON.stringify(data.name)},"version":${JSON.stringify(version)}`,
    ',"code_id":null,"catalog_uuid":null,"catalog_format":2',
    `,"environment":${JSON.stringify(data.environment)},"resources":[`,
  ];
  let comma = '';
  for (const resource of data.resources) {
    parts.push(comma, resourceJson(resource, toPlain, names));
    comma = ',';
  }
  parts.push('],"edges":[');
  comma = '';
  for (const edge of data.edges) {
    parts.push(comma, edgeJson(edge, names));
    comma = ',';
  }
  parts.push(`],"classes":${JSON.stringify(data.classes)}}`);
  return parts.join('');
}

/** An edge as JSON. */
export function edgeJson({ source, target }: CatalogData['edges'][number], names: Names): string {
  return `{"source":${names.quoted(source)},"target":${names.quoted(target)}}`;
}

function resourceJson(resource: ResourceData, toPlain: ToPlain, names: Names): string {
  let text = `{${headJson(resource, names)}`;
  if (resource.parameters.size > 0)
    text += `,"parameters":{${parametersJson(resource, toPlain, names, ':', ',')}}`;
  if (resource.sensitive.length > 0) text += `,"sensitive_parameters":${JSON.stringify(resource.sensitive)}`;
  return `${text}}`;
}

/** What comes before the parameters of a resource, without braces. */
export function headJson(resource: ResourceData, names: Names, file = resource.file): string {
  const { type, title, tags, line, exported, kind } = resource;
  let text = `"type":${names.quoted(type)},"title":${quoted(title)},"tags":[${names.list(tags)}]`;
  if (file !== undefined) text += `,"file":${names.quoted(file)}`;
  if (line !== undefined) text += `,"line":${line}`;
  const kindText = `"kind":${names.quoted(kind)}`;
  return resource.kindFirst
    ? `${text},${kindText},"exported":${exported}`
    : `${text},"exported":${exported},${kindText}`;
}

/** The parameters of a resource as JSON without braces, with the colon and the comma given. */
export function parametersJson(
  resource: ResourceData,
  toPlain: ToPlain,
  names: Names,
  colon: string,
  comma: string,
): string {
  let json = '';
  for (const [name, value] of resource.parameters) {
    const text = plainJson(value);
    if (text === undefined) return madePlain(resource, toPlain, names, colon, comma);
    if (json !== '') json += comma;
    json += names.quoted(name) + colon + text;
  }
  return json;
}

function madePlain(
  resource: ResourceData,
  toPlain: ToPlain,
  names: Names,
  colon: string,
  comma: string,
): string {
  return [...toPlain(resource)]
    .map(([name, value]) => names.quoted(String(name)) + colon + valueJson(value))
    .join(comma);
}

/** JSON of a value that is plain data already, undefined for others. */
function plainJson(value: Value): string | undefined {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null || value instanceof PFloat) return valueJson(value);
  if (Array.isArray(value)) return plainList(value);
  return value instanceof Map ? plainHash(value) : undefined;
}

function plainList(items: readonly Value[]): string | undefined {
  let text = '';
  for (const item of items) {
    const part = plainJson(item);
    if (part === undefined) return undefined;
    text += text === '' ? part : `,${part}`;
  }
  return `[${text}]`;
}

function plainHash(hash: PHash): string | undefined {
  let text = '';
  for (const [key, item] of hash) {
    if (typeof key !== 'string' || key === '__ptype') return undefined;
    const part = plainJson(item);
    if (part === undefined) return undefined;
    text += `${text === '' ? '' : ','}${quoted(key)}:${part}`;
  }
  return `{${text}}`;
}

/** JSON of plain data: integers exact, floats as Ruby prints them. */
export function valueJson(value: Value): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof PFloat) return formatFloat(value.value);
  if (Array.isArray(value)) return `[${value.map(valueJson).join(',')}]`;
  if (value instanceof Map) {
    return `{${[...value].map(([key, item]) => `${quoted(String(key))}:${valueJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** Texts that JSON has as they are between quotes; lone surrogates are left to JSON.stringify. */
const plain = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

function quoted(text: string): string {
  return plain.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** Texts that a catalog repeats (types, tags, files, names of parameters), each made JSON once. */
export class Names {
  readonly #known = new Map<string, string>();

  quoted(text: string): string {
    let json = this.#known.get(text);
    if (json === undefined) {
      json = quoted(text);
      this.#known.set(text, json);
    }
    return json;
  }

  list(texts: readonly string[]): string {
    let json = '';
    for (const text of texts) json += json === '' ? this.quoted(text) : `,${this.quoted(text)}`;
    return json;
  }
}
