import { isAbsolute, join, resolve } from 'node:path';
import type { AutoloadKind, Environment, Module } from '../environment.ts';
import type { Files } from '../files.ts';
import type { Value } from '../values/value.ts';
import { readConfig } from './config.ts';
import { findModules } from './modules.ts';

/** What opening an environment may be told. */
export interface EnvironmentOptions {
  /** Absolute path of the environment's directory. */
  directory: string;
  files: Files;
  /** Default: the directory's name. */
  name?: string;
  /** Absolute directories; default: that of environment.conf, else `modules` and what follows. */
  modulepath?: readonly string[];
  /** Absolute directories behind the environment's own modules (Puppet's basemodulepath). */
  basemodulepath?: readonly string[];
  /** A manifest or a directory of them instead of the environment's. */
  manifest?: string;
  /** Values of `$settings::name`. */
  settings?: ReadonlyMap<string, Value>;
}

/** Opens an environment: reads environment.conf and finds the modules. */
export function loadEnvironment(options: EnvironmentOptions): Environment {
  const { directory, files } = options;
  const config = readConfig(files.read(join(directory, 'environment.conf')) ?? '');
  const modulepath = options.modulepath ?? modulepathOf(config, directory, options.basemodulepath ?? []);
  const modules = findModules(modulepath, files);
  const manifest = options.manifest ?? resolve(directory, config.get('manifest') ?? 'manifests');
  const name = options.name ?? directory.replace(/\/+$/, '').split('/').at(-1)!;
  return {
    name,
    directory,
    config,
    modulepath,
    manifest,
    modules,
    files,
    settings: options.settings ?? new Map(),
    initialManifests: () => manifestsIn(manifest, files),
    autoloadPath: (kind, wanted) => autoloadPath(kind, wanted, directory, modules, files),
    findFile: (folder, reference) => findFile(folder, reference, modules, files),
  };
}

function modulepathOf(
  config: ReadonlyMap<string, string>,
  directory: string,
  base: readonly string[],
): readonly string[] {
  const written = config.get('modulepath') ?? `modules:$basemodulepath`;
  return written.split(':').flatMap((part) => {
    if (part === '$basemodulepath') return base;
    return part === '' ? [] : [resolve(directory, part)];
  });
}

/** One manifest, or those of a directory tree in Puppet's order: by path. */
function manifestsIn(path: string, files: Files): readonly string[] {
  if (!files.isDirectory(path)) return files.isFile(path) ? [path] : [];
  return walk(path, files).sort();
}

function walk(directory: string, files: Files): string[] {
  return (files.list(directory) ?? []).flatMap((name) => {
    const path = join(directory, name);
    if (files.isDirectory(path)) return walk(path, files);
    return name.endsWith('.pp') ? [path] : [];
  });
}

function autoloadPath(
  kind: AutoloadKind,
  name: string,
  directory: string,
  modules: ReadonlyMap<string, Module>,
  files: Files,
): string | undefined {
  const [first, ...rest] = name.split('::');
  const root = first === 'environment' && kind !== 'manifest' ? directory : modules.get(first!)?.path;
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
