import { isAbsolute, join, resolve } from 'node:path';
import type { AutoloadKind, Environment, Module } from '../environment.ts';
import type { Files } from '../files.ts';
import { globPaths } from '../glob.ts';
import type { Value } from '../values/value.ts';
import { type EnvironmentConf, readConf } from './config.ts';
import { manifestsIn } from './manifests.ts';
import { findModules } from './modules.ts';

/** What opening an environment may be told. */
export interface EnvironmentOptions {
  /** Absolute path of the environment's directory. */
  directory: string;
  files: Files;
  /** Reads the metadata.json of modules; default: `files`. */
  metadata?: Pick<Files, 'read'> | undefined;
  /** Default: the directory's name. */
  name?: string;
  /** Absolute directories; default: that of environment.conf, else `modules` and what follows. */
  modulepath?: readonly string[];
  /** Absolute directories behind the environment's own modules (Puppet's basemodulepath). */
  basemodulepath?: readonly string[];
  /** A manifest or a directory of them instead of the environment's. */
  manifest?: string;
  /** The release whose strictness holds for metadata.json; default: 7. */
  puppetVersion?: 7 | 8;
  /** Values of `$settings::name`. */
  settings?: ReadonlyMap<string, Value>;
}

/** Opens an environment: reads environment.conf and finds the modules. */
export function loadEnvironment(options: EnvironmentOptions): Environment {
  const { directory, files } = options;
  const conf = confOf(directory, files);
  const modulepath = options.modulepath ?? modulepathOf(conf.settings, options);
  const { modules, notes, refusal } = findModules(
    modulepath,
    files,
    options.metadata ?? files,
    options.puppetVersion ?? 7,
  );
  const manifest = options.manifest ?? resolve(directory, conf.settings.get('manifest') ?? 'manifests');
  const name = options.name ?? directory.replace(/\/+$/, '').split('/').at(-1)!;
  return {
    name,
    directory,
    modulepath,
    manifest,
    modules,
    files,
    notes: [...conf.warnings.map((message) => ({ level: 'warning' as const, message })), ...notes],
    refusal: conf.refusal ?? refusal,
    settings: options.settings ?? new Map(),
    initialManifests: () => manifestsIn(manifest, files),
    autoloadPath: (kind, wanted) => autoloadPath(kind, wanted, directory, modules, files),
    findFile: (folder, reference) => findFile(folder, reference, modules, files),
  };
}

const noConf: EnvironmentConf = { settings: new Map(), warnings: [] };

function confOf(directory: string, files: Files): EnvironmentConf {
  const path = join(directory, 'environment.conf');
  const text = files.read(path);
  return text === undefined ? noConf : readConf(text, path);
}

function modulepathOf(
  settings: ReadonlyMap<string, string>,
  { directory, files, basemodulepath = [] }: EnvironmentOptions,
): readonly string[] {
  const written = settings.get('modulepath') ?? `modules:$basemodulepath`;
  const parts = written.replace(/:+$/, '').split(':');
  if (parts.length === 1 && parts[0] === '') return [];
  return parts.flatMap((part) =>
    part === '$basemodulepath' ? basemodulepath : expanded(resolve(directory, part), files),
  );
}

/** A pattern stands for what matches it; what is none for itself. */
function expanded(path: string, files: Files): readonly string[] {
  return /[*?[{]/.test(path) ? globPaths(files, path) : [path];
}

function autoloadPath(
  kind: AutoloadKind,
  name: string,
  directory: string,
  modules: ReadonlyMap<string, Module>,
  files: Files,
): string | undefined {
  const [first, ...rest] = name.split('::');
  if (kind !== 'manifest' && (first === 'environment' || rest.length === 0)) {
    const own = join(directory, folders[kind], `${[first, ...rest].join('/')}.pp`);
    return files.isFile(own) ? own : undefined;
  }
  const root = modules.get(first!)?.path;
  if (root === undefined) return undefined;
  const path = join(root, folders[kind], rest.length === 0 ? 'init.pp' : `${rest.join('/')}.pp`);
  return files.isFile(path) ? path : undefined;
}

const folders: Record<AutoloadKind, string> = {
  manifest: 'manifests',
  function: 'functions',
  type: 'types',
  plan: 'plans',
};

function findFile(
  folder: string,
  reference: string,
  modules: ReadonlyMap<string, Module>,
  files: Files,
): string | undefined {
  if (isAbsolute(reference)) return files.isFile(reference) ? reference : undefined;
  const cut = reference.indexOf('/');
  if (cut === -1) return undefined;
  const module = modules.get(reference.slice(0, cut));
  if (module === undefined) return undefined;
  const rest = reference.slice(cut + 1);
  const path = indirect.test(rest) ? join(module.path, folder, rest) : `${module.path}/${folder}/${rest}`;
  return files.isFile(path) ? path : undefined;
}

/** Has an empty part, or one of dots. */
const indirect = /(?:^|\/)\.{0,2}(?:\/|$)/;
