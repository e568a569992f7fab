import { dirname } from 'node:path';
import { PuppetError } from '../error.ts';
import type { Files } from '../files.ts';
import { assertInstance, parseType } from '../types/index.ts';
import { makeHash } from '../values/keys.ts';
import type { PHash, Value } from '../values/value.ts';
import { checkVersion3 } from './config3.ts';
import { readVersion4 } from './config4.ts';
import { LookupError } from './errors.ts';
import type { Locations } from './location.ts';
import { readYaml } from './yaml.ts';

/** The kinds of functions that serve a level. */
export type ProviderKind = 'data_hash' | 'lookup_key' | 'data_dig' | 'hiera3_backend';

/** Whose configuration it is: some things are allowed in one layer only. */
export type Layer = 'global' | 'environment' | 'module';

/** One level of a hierarchy. */
export interface Level {
  readonly name: string;
  readonly kind: ProviderKind;
  readonly functionName: string;
  readonly datadir: string;
  readonly locations: Locations;
  readonly options: PHash;
  /** What is wrong with it, which is told when the hierarchy is first used. */
  readonly refusal?: LookupError;
}

/** A hiera.yaml of version 4 or 5. Without a file there is Puppet's default, whose levels count only where they exist. */
export interface HieraConfig {
  readonly version: 4 | 5;
  readonly path: string | undefined;
  /** The directory that relative paths start at. */
  readonly root: string;
  readonly hierarchy: readonly Level[];
  readonly defaultHierarchy: readonly Level[] | undefined;
}

const kinds: readonly ProviderKind[] = ['data_hash', 'lookup_key', 'data_dig', 'hiera3_backend'];
const locationKeys = ['path', 'paths', 'glob', 'globs', 'uri', 'uris', 'mapped_paths'];
const reserved = ['path', 'uri'];

const standard = makeHash([
  [
    'defaults',
    makeHash([
      ['datadir', 'data'],
      ['data_hash', 'yaml_data'],
    ]),
  ],
  [
    'hierarchy',
    [
      makeHash([
        ['name', 'Common'],
        ['path', 'common.yaml'],
      ]),
    ],
  ],
]);

const text = 'String[1]';
const options = `Optional[options] => Hash[Pattern[/\\A[A-Za-z](:?[0-9A-Za-z_-]*[0-9A-Za-z])?\\z/], Data]`;
const optional = (names: readonly string[], type: string) =>
  names.map((name) => `Optional[${name}] => ${type}`).join(', ');
const level = `Struct[{name => ${text}, ${options}, ${optional(
  ['data_hash', 'lookup_key', 'hiera3_backend', 'v4_data_hash', 'data_dig', 'path'],
  text,
)}, Optional[paths] => Array[${text}, 1], Optional[glob] => ${text}, Optional[globs] => Array[${text}, 1], Optional[uri] => ${text}, Optional[uris] => Array[${text}, 1], Optional[mapped_paths] => Array[${text}, 3, 3], Optional[datadir] => ${text}}]`;
const configType = `Struct[{version => Integer[5, 5], Optional[defaults] => Struct[{${optional(
  ['data_hash', 'lookup_key', 'data_dig', 'datadir'],
  text,
)}, ${options}}], ${optional(['hierarchy', 'plan_hierarchy', 'default_hierarchy'], `Array[${level}]`)}}]`;

/** What is told once of a file: a message, and whether it is of a deprecation. */
export type Warn = (message: string, kind?: 'deprecation' | 'ignored') => void;

/** What was read, by layer and path: for one machine after the other a file gives the same while its text is the same. */
const known = new WeakMap<
  Files,
  Map<string, { readonly content: string | undefined; config: HieraConfig }>
>();

/**
 * Reads the hiera.yaml at a path, or what stands for it where there is none. Throws a LookupError, or a PuppetError of a
 * mismatch, where it cannot be used. A file of version 3 counts in no layer but the global one: elsewhere it gives undefined.
 */
export function readConfig(files: Files, path: string, layer: Layer, warn: Warn): HieraConfig | undefined {
  const content = files.read(path);
  const ofFiles = known.get(files) ?? new Map();
  known.set(files, ofFiles);
  const last = ofFiles.get(`${layer} ${path}`);
  if (last && last.content === content) return last.config;
  const config = configOf(content, path, layer, warn);
  if (config) ofFiles.set(`${layer} ${path}`, { content, config });
  return config;
}

/** Warns of nothing where it gives a configuration. */
function configOf(
  content: string | undefined,
  path: string,
  layer: Layer,
  warn: Warn,
): HieraConfig | undefined {
  if (content === undefined) return fromHash(makeHash(standard), undefined, dirname(path), layer, '');
  const read = readText(content, path);
  if (!(read instanceof Map))
    warn(
      `${path}: File exists but does not contain a valid YAML hash. Falling back to Hiera version 3 default config`,
    );
  const given = read instanceof Map ? read : new Map<Value, Value>();
  const version = versionOf(given.get('version') ?? given.get(':version') ?? null);
  if (version === 5) return fromHash(withDefaults(given), path, dirname(path), layer, content);
  if (version === 4 && layer !== 'global') {
    warnOfVersion(4, path, warn);
    return readVersion4(given, path, dirname(path), content);
  }
  if (version !== 3 || layer === 'global') return otherVersion(version, path, layer);
  warnOfVersion(3, path, warn);
  checkVersion3(given, path);
  const where = layer === 'environment' ? 'the environment root' : 'module root';
  warn(`hiera.yaml version 3 found at ${where} was ignored`, 'ignored');
  return undefined;
}

/** What is wrong with its YAML is an error of the function that looks up, and not of the data. */
function readText(content: string, path: string): Value {
  try {
    return readYaml(content, path);
  } catch (error) {
    if (!(error instanceof PuppetError)) throw error;
    const complaint = error.message.replace(/^Unable to parse(?:: )?/, '');
    throw new PuppetError(
      complaint.startsWith(` ${path}: `) ? complaint.replace(` ${path}`, `(${path})`) : complaint.trimStart(),
    );
  }
}

function warnOfVersion(version: number, path: string, warn: Warn): void {
  warn(
    `${path}: Use of 'hiera.yaml' version ${version} is deprecated. It should be converted to version 5`,
    'deprecation',
  );
}

/** Puppet fills in what is missing or empty. */
function withDefaults(given: PHash): PHash {
  const missing = [...standard].filter(([key]) => (given.get(key) ?? false) === false);
  return makeHash([...given, ...missing]);
}

function versionOf(value: Value): number {
  if (value === null || value === false) return 3;
  return Number.parseInt(String(value), 10) || 0;
}

function otherVersion(version: number, path: string, layer: Layer): never {
  if (version === 4 && layer === 'global')
    throw new LookupError(
      'hiera.yaml version 4 cannot be used in the global layer',
      { file: path },
      'HIERA_UNSUPPORTED_VERSION_IN_GLOBAL',
    );
  throw new LookupError(
    `This runtime does not support hiera.yaml version ${version}`,
    { file: path },
    'HIERA_UNSUPPORTED_VERSION',
  );
}

function fromHash(
  config: PHash,
  path: string | undefined,
  root: string,
  layer: Layer,
  source: string,
): HieraConfig {
  if (path !== undefined)
    assertInstance(`The Lookup Configuration at '${path}'`, parseType(configType), config);
  const reader = new Reader(config.get('defaults') as PHash, path, layer, source);
  const levels = (key: string) => {
    const value = config.get(key);
    return value === undefined ? undefined : reader.levels(value as PHash[]);
  };
  reader.checkDefaults();
  const hierarchy = levels('hierarchy')!;
  if (config.has('default_hierarchy') && layer !== 'module')
    reader.fail(
      'HIERA_DEFAULT_HIERARCHY_NOT_IN_MODULE',
      "'default_hierarchy' is only allowed in the module layer",
      /(?:^|\s+)default_hierarchy:/,
    );
  return { version: 5, path, root, hierarchy, defaultHierarchy: levels('default_hierarchy') };
}

class Reader {
  constructor(
    readonly defaults: PHash,
    readonly path: string | undefined,
    readonly layer: Layer,
    readonly source: string,
  ) {}

  fail(issue: string, message: string, at?: RegExp): never {
    const line = at === undefined ? undefined : findLine(this.source, at);
    throw new LookupError(message, { file: this.path, line }, issue);
  }

  checkDefaults(): void {
    const { defaults } = this;
    if (kinds.filter((kind) => defaults.has(kind)).length > 1)
      this.fail(
        'HIERA_MULTIPLE_DATA_PROVIDER_FUNCTIONS_IN_DEFAULT',
        `Only one of ${listed(kinds)} can be defined in defaults`,
      );
    const key = reserved.find((each) => asHash(defaults.get('options'))?.has(each));
    if (key !== undefined)
      this.fail(
        'HIERA_DEFAULT_OPTION_RESERVED_BY_PUPPET',
        `Option key '${key}' used in defaults is reserved by Puppet`,
      );
  }

  levels(entries: readonly PHash[]): Level[] {
    for (const entry of entries) this.#check(entry);
    return entries.map((entry) => this.#level(entry));
  }

  #check(entry: PHash): void {
    const name = String(entry.get('name'));
    const own = [...kinds, 'v4_data_hash'].filter((kind) => entry.has(kind)).length;
    if (own === 0 && !kinds.some((kind) => this.defaults.has(kind)))
      this.fail(
        'HIERA_MISSING_DATA_PROVIDER_FUNCTION',
        `One of ${listed(kinds)} must be defined in hierarchy '${name}'`,
      );
    if (own > 1)
      this.fail(
        'HIERA_MULTIPLE_DATA_PROVIDER_FUNCTIONS',
        `Only one of ${listed(kinds)} can be defined in hierarchy '${name}'`,
      );
    this.#checkBackend(entry.get('hiera3_backend'));
    if (locationKeys.filter((key) => entry.has(key)).length > 1)
      this.fail(
        'HIERA_MULTIPLE_LOCATION_SPECS',
        `Only one of ${listed(locationKeys)} can be defined in hierarchy '${name}'`,
      );
    const key = reserved.find((each) => asHash(entry.get('options'))?.has(each));
    if (key !== undefined)
      this.fail(
        'HIERA_OPTION_RESERVED_BY_PUPPET',
        `Option key '${key}' used in hierarchy '${name}' is reserved by Puppet`,
      );
  }

  #checkBackend(backend: Value | undefined): void {
    if (backend === undefined) return;
    if (this.layer !== 'global')
      this.fail(
        'HIERA_V3_BACKEND_NOT_GLOBAL',
        "'hiera3_backend' is only allowed in the global layer",
        /\s+hiera3_backend:/,
      );
    if (backend === 'json' || backend === 'yaml' || backend === 'hocon')
      this.fail(
        'HIERA_V3_BACKEND_REPLACED_BY_DATA_HASH',
        `Use "data_hash: ${backend}_data" instead of "hiera3_backend: ${backend}"`,
        new RegExp(`\\s+hiera3_backend:\\s*['"]?${backend}(?:[^\\w]|$)`),
      );
  }

  #level(entry: PHash): Level {
    const { defaults } = this;
    const own = kinds.find((kind) => entry.has(kind));
    const kind = own ?? kinds.find((each) => defaults.has(each))!;
    return {
      name: entry.get('name') as string,
      kind,
      functionName: (own === undefined ? defaults : entry).get(kind) as string,
      datadir: (entry.get('datadir') ?? defaults.get('datadir') ?? 'data') as string,
      locations: locationsOf(entry),
      options: asHash(entry.get('options')) ?? asHash(defaults.get('options')) ?? new Map(),
    };
  }
}

/** Fails on the second of two levels of one name, which Puppet finds when it resolves a hierarchy. */
export function checkNames(levels: readonly Level[], config: HieraConfig, files: Files): void {
  const seen = new Set<string>();
  for (const { name } of levels) {
    if (!seen.has(name)) {
      seen.add(name);
      continue;
    }
    const source = config.path === undefined ? '' : (files.read(config.path) ?? '');
    const pattern = new RegExp(
      `\\s+name:\\s+['"]?${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:[^\\w]|$)`,
    );
    const first = findLine(source, pattern);
    const second = first === undefined ? undefined : findLine(source, pattern, first + 1);
    const known = second === undefined || first === undefined ? '' : ` First defined at (line: ${first})`;
    throw new LookupError(
      `Hierarchy name '${name}' defined more than once.${known}`,
      { file: config.path, line: second ?? first },
      'HIERA_HIERARCHY_NAME_MULTIPLY_DEFINED',
    );
  }
}

/** The first line, comments aside, that matches. */
function findLine(source: string, pattern: RegExp, from = 1): number | undefined {
  const lines = source.split(/(?<=\n)/);
  const index = lines.findIndex((line, at) => at + 1 >= from && pattern.test(withoutComment(line)));
  return index === -1 ? undefined : index + 1;
}

function withoutComment(line: string): string {
  return /^(?:"[^"]*"|'[^']*'|[^#"'])*(?:["'][^"']*$)?/.exec(line)?.[0] ?? '';
}

/** `a, b, or c`. */
function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')}, or ${names.at(-1)}`;
}

function locationsOf(entry: PHash): Locations {
  const list = (one: string, many: string) =>
    (entry.has(one) ? [entry.get(one)] : entry.get(many)) as string[];
  switch (locationKeys.find((key) => entry.has(key))) {
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
