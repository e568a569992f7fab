import { formatFloat } from '../values/float.ts';
import { PFloat, type PHash, type Value } from '../values/value.ts';
import type { CompilerResource } from './compiler-resource.ts';
import { type CatalogParts, type ResourceData, resourceData } from './to-data.ts';

/** Makes plain data (strings, numbers, booleans, null, arrays and hashes with string keys) of a resource's parameters. */
export type ToPlain = (resource: ResourceData) => PHash;

/** Texts in a row that are put together once, at the end: putting together two at a time takes longer. */
export type Pieces = string[];

/** The catalog as compact JSON, its keys in Puppet's order. `version` takes the place of Puppet's time stamp. */
export function catalogJson(catalog: CatalogParts, version: string | number, toPlain: ToPlain): string {
  const names = new Names();
  const out: Pieces = [
    `{"tags":${JSON.stringify(catalog.tags)},"name":${JSON.stringify(catalog.name)},"version":${JSON.stringify(version)}`,
    ',"code_id":null,"catalog_uuid":null,"catalog_format":2',
    `,"environment":${JSON.stringify(catalog.environment)},"resources":[`,
  ];
  let open = '{';
  for (const resource of catalog.kept) {
    out.push(open);
    resourceJson(resourceData(resource), toPlain, names, out);
    open = '},{';
  }
  out.push(open === '{' ? '],"edges":[' : '}],"edges":[');
  let comma = '';
  catalog.eachEdge((source, target) => {
    out.push(comma);
    edgeJson(source, target, names, out);
    comma = ',';
  });
  out.push(`],"classes":${JSON.stringify(catalog.classes)}}`);
  return out.join('');
}

/** An edge as JSON. */
export function edgeJson(
  source: CompilerResource,
  target: CompilerResource,
  names: Names,
  out: Pieces,
): void {
  out.push('{"source":', names.quoted(source.ref), ',"target":', names.quoted(target.ref), '}');
}

function resourceJson(resource: ResourceData, toPlain: ToPlain, names: Names, out: Pieces): void {
  headJson(resource, names, out);
  if (resource.parameters.size > 0) {
    out.push(',"parameters":{');
    parametersJson(resource, toPlain, names, { colon: ':', comma: ',' }, out);
    out.push('}');
  }
  if (resource.sensitive.length > 0) out.push(',"sensitive_parameters":', JSON.stringify(resource.sensitive));
}

/** What comes before the parameters of a resource, without braces. */
export function headJson(resource: ResourceData, names: Names, out: Pieces, file = resource.file): void {
  const { type, title, tags, line, exported, kind } = resource;
  out.push('"type":', names.quoted(type), ',"title":', quoted(title), ',"tags":[', names.tags(tags), ']');
  if (file !== undefined) out.push(',"file":', names.quoted(file));
  if (line !== undefined) out.push(',"line":', String(line));
  if (resource.kindFirst) out.push(',"kind":', names.quoted(kind), ',"exported":', String(exported));
  else out.push(',"exported":', String(exported), ',"kind":', names.quoted(kind));
}

/** What stands between the parts of a hash. */
interface Separators {
  colon: string;
  comma: string;
}

/** The parameters of a resource as JSON without braces. */
export function parametersJson(
  resource: ResourceData,
  toPlain: ToPlain,
  names: Names,
  { colon, comma }: Separators,
  out: Pieces,
): void {
  const start = out.length;
  for (const [name, value] of resource.parameters) {
    if (out.length > start) out.push(comma);
    out.push(names.quoted(name), colon);
    if (!plainJson(value, out)) {
      out.length = start;
      madePlain(resource, toPlain, names, { colon, comma }, out);
      return;
    }
  }
}

function madePlain(
  resource: ResourceData,
  toPlain: ToPlain,
  names: Names,
  { colon, comma }: Separators,
  out: Pieces,
): void {
  const entries = [...toPlain(resource)];
  out.push(entries.map(([name, value]) => names.quoted(String(name)) + colon + valueJson(value)).join(comma));
}

/** Adds the JSON of a value that is plain data already; gives false for others. */
function plainJson(value: Value, out: Pieces): boolean {
  if (typeof value === 'string') {
    if (plain.test(value)) out.push('"', value, '"');
    else out.push(JSON.stringify(value));
    return true;
  }
  if (Array.isArray(value)) return plainList(value, out);
  if (value instanceof Map) return plainHash(value, out);
  if (typeof value === 'object' && value !== null && !(value instanceof PFloat)) return false;
  out.push(valueJson(value));
  return true;
}

function plainList(items: readonly Value[], out: Pieces): boolean {
  let comma = '[';
  for (const item of items) {
    out.push(comma);
    if (!plainJson(item, out)) return false;
    comma = ',';
  }
  out.push(items.length === 0 ? '[]' : ']');
  return true;
}

function plainHash(hash: PHash, out: Pieces): boolean {
  let comma = '{';
  for (const [key, item] of hash) {
    if (typeof key !== 'string' || key === '__ptype') return false;
    out.push(comma, quoted(key), ':');
    if (!plainJson(item, out)) return false;
    comma = ',';
  }
  out.push(hash.size === 0 ? '{}' : '}');
  return true;
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
  #lastTags: readonly string[] = [];
  #lastJson = '';
  /** How much of the last JSON the last so many tags take. */
  readonly #tails = [0];

  quoted(text: string): string {
    let json = this.#known.get(text);
    if (json === undefined) {
      json = quoted(text);
      this.#known.set(text, json);
    }
    return json;
  }

  /** A list of tags without brackets. Resources that follow each other have most of them in common, at the end. */
  tags(tags: readonly string[]): string {
    let same = sameAtEnd(tags, this.#lastTags);
    let json = this.#lastJson.slice(this.#lastJson.length - this.#tails[same]!);
    this.#tails.length = same + 1;
    for (; same < tags.length; same++) {
      const own = this.quoted(tags[tags.length - 1 - same]!);
      json = json === '' ? own : `${own},${json}`;
      this.#tails.push(json.length);
    }
    this.#lastTags = tags;
    this.#lastJson = json;
    return json;
  }
}

function sameAtEnd(one: readonly string[], other: readonly string[]): number {
  const most = Math.min(one.length, other.length);
  let same = 0;
  while (same < most && one[one.length - 1 - same] === other[other.length - 1 - same]) same++;
  return same;
}
