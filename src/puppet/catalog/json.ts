import { formatFloat } from '../values/float.ts';
import { PFloat, type PHash, type Value } from '../values/value.ts';
import type { CompilerResource } from './compiler-resource.ts';
import { type CatalogParts, eachParameter, isKindFirst, type ResourceData, resourceData } from './to-data.ts';

/** Makes plain data (strings, numbers, booleans, null, arrays and hashes with string keys) of a resource's parameters. */
export type ToPlain = (resource: ResourceData) => PHash;

/** Texts in a row that are put together once, at the end: putting together two at a time takes longer. */
export type Pieces = string[];

/** The catalog as compact JSON, its keys in Puppet's order. `version` takes the place of Puppet's time stamp. */
export function catalogJson(catalog: CatalogParts, version: string | number, toPlain: ToPlain): string {
  const names = new Names({ colon: ':', comma: ',' });
  const texts: string[] = [];
  let out: Pieces = [
    `{"tags":${JSON.stringify(catalog.tags)},"name":${JSON.stringify(catalog.name)},"version":${JSON.stringify(version)}`,
    ',"code_id":null,"catalog_uuid":null,"catalog_format":2',
    `,"environment":${JSON.stringify(catalog.environment)},"resources":[`,
  ];
  let open = '{';
  for (const resource of catalog.kept) {
    out.push(open);
    resourceJson(resource, toPlain, names, out);
    open = '},{';
    if (out.length > 500) {
      texts.push(out.join(''));
      out = [];
    }
  }
  out.push(open === '{' ? '],"edges":[' : '}],"edges":[');
  edgesJson(catalog, ',', out);
  out.push(`],"classes":${JSON.stringify(catalog.classes)}}`);
  texts.push(out.join(''));
  return texts.join('');
}

/** Edges as JSON, without brackets. */
export function edgesJson({ eachEdge }: CatalogParts, comma: string, out: Pieces): void {
  let between = '';
  let last: CompilerResource | null = null;
  let from = '';
  eachEdge((source, target) => {
    if (source !== last) from = `{"source":${quoted(source.ref)},"target":`;
    last = source;
    out.push(between, from, quoted(target.ref), '}');
    between = comma;
  });
}

function resourceJson(resource: CompilerResource, toPlain: ToPlain, names: Names, out: Pieces): void {
  headJson(resource, names, out);
  const start = out.length;
  out.push(',"parameters":{');
  if (parametersJson(resource, toPlain, names, out)) out.push('}');
  else out.length = start;
  if (resource.sensitive.length > 0) out.push(',"sensitive_parameters":', JSON.stringify(resource.sensitive));
}

/** What comes before the parameters of a resource, without braces. */
export function headJson(resource: CompilerResource, names: Names, out: Pieces, file = resource.file): void {
  const { type, title, tagList, line, exported, kind } = resource;
  out.push('"type":', names.quoted(type), ',"title":', quoted(title), ',"tags":[', names.tags(tagList));
  if (file !== undefined) out.push('],"file":', names.quoted(file));
  else out.push(']');
  if (line !== undefined) out.push(`,"line":${line}`);
  if (isKindFirst(resource)) out.push(`,"kind":"${kind}","exported":${exported}`);
  else out.push(exported ? ',"exported":true,"kind":"' : ',"exported":false,"kind":"', kind, '"');
}

/** What stands between the parts of a hash. */
interface Separators {
  colon: string;
  comma: string;
}

/** The parameters of a resource as JSON without braces; false where there are none. */
export function parametersJson(
  resource: CompilerResource,
  toPlain: ToPlain,
  names: Names,
  out: Pieces,
): boolean {
  const start = out.length;
  let isPlain = true;
  eachParameter(resource, (name, value) => {
    out.push(out.length === start ? names.first(name) : names.next(name));
    isPlain &&= plainJson(value, names, out);
  });
  if (isPlain) return out.length > start;
  out.length = start;
  for (const [key, value] of toPlain(resourceData(resource))) {
    const name = String(key);
    out.push(out.length === start ? names.first(name) : names.next(name), valueJson(value));
  }
  return out.length > start;
}

/** Adds the JSON of a value that is plain data already; gives false for others. */
function plainJson(value: Value, names: Names, out: Pieces): boolean {
  if (typeof value === 'string') {
    out.push(value.length < 24 ? names.quoted(value) : quoted(value));
    return true;
  }
  if (Array.isArray(value)) return plainList(value, names, out);
  if (value instanceof Map) return plainHash(value, names, out);
  if (typeof value === 'object' && value !== null && !(value instanceof PFloat)) return false;
  out.push(valueJson(value));
  return true;
}

function plainList(items: readonly Value[], names: Names, out: Pieces): boolean {
  let comma = '[';
  for (const item of items) {
    out.push(comma);
    if (!plainJson(item, names, out)) return false;
    comma = ',';
  }
  out.push(items.length === 0 ? '[]' : ']');
  return true;
}

function plainHash(hash: PHash, names: Names, out: Pieces): boolean {
  let comma = '{';
  for (const [key, item] of hash) {
    if (typeof key !== 'string' || key === '__ptype') return false;
    out.push(comma, names.quoted(key), ':');
    if (!plainJson(item, names, out)) return false;
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

/** Texts that a catalog repeats (types, tags, files, names and short values of parameters), each made JSON once. */
export class Names {
  readonly #known = new Map<string, string>();
  readonly #next = new Map<string, string>();
  readonly #separators: Separators;
  #lastTags: readonly string[] = [];
  #lastJson = '';
  /** How much of the last JSON the last so many tags take. */
  readonly #tails = [0];

  constructor(separators: Separators) {
    this.#separators = separators;
  }

  /** The name of the first parameter, with what stands before its value. */
  first(name: string): string {
    return this.quoted(name) + this.#separators.colon;
  }

  /** The same for one that stands behind another. */
  next(name: string): string {
    let json = this.#next.get(name);
    if (json === undefined) {
      json = this.#separators.comma + this.first(name);
      this.#next.set(name, json);
    }
    return json;
  }

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
