import { PuppetError } from '../error.ts';
import type { Files } from '../files.ts';
import { makeHash } from '../values/keys.ts';
import type { PHash, Value } from '../values/value.ts';
import { readYaml } from './yaml.ts';

/** The kinds of functions that serve a level. */
export type ProviderKind = 'data_hash' | 'lookup_key' | 'data_dig' | 'hiera3_backend';

/** Where a level's data lies. */
export type Locations =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'globs'; readonly globs: readonly string[] }
  | { readonly kind: 'mapped'; readonly mapped: readonly [string, string, string] }
  | { readonly kind: 'uris'; readonly uris: readonly string[] }
  | { readonly kind: 'none' };

/** One level of a hierarchy. */
export interface Level {
  readonly name: string;
  readonly provider: ProviderKind;
  readonly functionName: string;
  readonly datadir: string;
  readonly locations: Locations;
  readonly options: PHash;
}

/** A hiera.yaml of version 5. */
export interface HieraConfig {
  readonly path: string;
  readonly root: string;
  readonly hierarchy: readonly Level[];
  readonly defaultHierarchy: readonly Level[] | undefined;
}

const providers: readonly ProviderKind[] = ['data_hash', 'lookup_key', 'data_dig', 'hiera3_backend'];

interface Read {
  readonly text: string;
  readonly config: HieraConfig;
}

/** The machines of an environment share its configurations, as long as the text of each is the same. */
const known = new WeakMap<Files, Map<string, Read>>();

/** The hiera.yaml of a directory, undefined where there is none; throws a PuppetError where it cannot be used. */
export function readConfig(files: Files, root: string): HieraConfig | undefined {
  const path = `${root}/hiera.yaml`;
  const text = files.read(path);
  if (text === undefined) return undefined;
  const ofFiles = known.get(files) ?? new Map<string, Read>();
  known.set(files, ofFiles);
  const before = ofFiles.get(root);
  if (before?.text === text) return before.config;
  const config = parseConfig(text, path, root);
  ofFiles.set(root, { text, config });
  return config;
}

function parseConfig(source: string, path: string, root: string): HieraConfig {
  const config = readYaml(source, path);
  if (!(config instanceof Map))
    throw new PuppetError(`${path}: File exists but does not contain a valid YAML hash`);
  const version = config.get('version') ?? null;
  if (version !== 5 && version !== '5')
    throw new PuppetError(`This runtime does not support hiera.yaml version ${version ?? 3}`, { file: path });
  const defaults =
    asHash(config.get('defaults')) ??
    makeHash([
      ['datadir', 'data'],
      ['data_hash', 'yaml_data'],
    ]);
  const hierarchy = levels(config.get('hierarchy'), defaults, path) ?? [fallback(defaults)];
  return { path, root, hierarchy, defaultHierarchy: levels(config.get('default_hierarchy'), defaults, path) };
}

function fallback(defaults: PHash): Level {
  return toLevel(
    makeHash([
      ['name', 'Common'],
      ['path', 'common.yaml'],
    ]),
    defaults,
    '',
  );
}

function levels(value: Value | undefined, defaults: PHash, path: string): Level[] | undefined {
  return Array.isArray(value)
    ? value.map((entry) => toLevel(asHash(entry) ?? new Map(), defaults, path))
    : undefined;
}

function toLevel(entry: PHash, defaults: PHash, path: string): Level {
  const own = providers.find((kind) => entry.has(kind));
  const provider = own ?? providers.find((kind) => defaults.has(kind)) ?? 'data_hash';
  const functionName = (own ? entry : defaults).get(provider) ?? 'yaml_data';
  const name = text(entry.get('name')) ?? '';
  const options =
    asHash(entry.get('options')) ?? (own ? new Map() : (asHash(defaults.get('options')) ?? new Map()));
  const wrong = [...options.keys()].find((key) => key === 'path' || key === 'uri');
  if (wrong !== undefined)
    throw new PuppetError(`Option key '${wrong}' used in hierarchy '${name}' is reserved by Puppet`, {
      file: path,
    });
  const datadir = text(entry.get('datadir')) ?? text(defaults.get('datadir')) ?? 'data';
  return {
    name,
    provider,
    functionName: String(functionName),
    datadir,
    locations: locationsOf(entry, name, path),
    options,
  };
}

const locationKeys = ['path', 'paths', 'glob', 'globs', 'uri', 'uris', 'mapped_paths'];

function locationsOf(entry: PHash, name: string, path: string): Locations {
  const given = locationKeys.filter((key) => entry.has(key));
  if (given.length > 1)
    throw new PuppetError(
      `Only one of ${locationKeys.slice(0, -1).join(', ')}, or mapped_paths can be defined in hierarchy '${name}'`,
      { file: path },
    );
  const list = (one: string, many: string) =>
    entry.has(one) ? [text(entry.get(one))!] : (entry.get(many) as string[]);
  switch (given[0]) {
    case 'path':
    case 'paths':
      return { kind: 'paths', paths: list('path', 'paths') };
    case 'glob':
    case 'globs':
      return { kind: 'globs', globs: list('glob', 'globs') };
    case 'uri':
    case 'uris':
      return { kind: 'uris', uris: list('uri', 'uris') };
    case 'mapped_paths':
      return { kind: 'mapped', mapped: entry.get('mapped_paths') as unknown as [string, string, string] };
    default:
      return { kind: 'none' };
  }
}

function asHash(value: Value | undefined): PHash | undefined {
  return value instanceof Map ? value : undefined;
}

function text(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
