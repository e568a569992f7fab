import { join } from 'node:path';
import type { EyamlOptions } from '../../../puppet/data/eyaml.ts';
import {
  type CompileResult,
  createCompiler,
  type Environment,
  type ExportedStore,
  type Files,
  loadEnvironment,
  makeNode,
  type Settled,
  settleExports,
} from '../../../puppet/index.ts';
import type { Value } from '../../../puppet/values/value.ts';
import { type CatalogSource, type Revisions, sideOf } from '../sides.ts';
import { unaffectedBetween } from '../unaffected.ts';

/** Where a Puppet repository has what catalogs are made of; all paths absolute. */
export interface Repository {
  /** The directory of the environment. */
  readonly directory: string;
  /** The directory with a file of facts for each machine. */
  readonly facts: string;
  readonly modulepath?: readonly string[];
  /** How data are read, and as which Puppet. */
  readonly settings: {
    readonly globalData: string | undefined;
    readonly eyaml: EyamlOptions;
    readonly puppetVersion: 7 | 8;
  };
  /** Whether exported resources are collected across the machines. */
  readonly collectExported: boolean;
}

/** Reads the facts of a machine from a file. */
export type ReadFacts = (path: string, files: Files, certname: string) => Map<string, Value>;

/** Opens the repository in each of two revisions. */
export function repositoryRevisions(
  repository: Repository,
  before: Files,
  after: Files,
  readFacts: ReadFacts,
): Revisions {
  const open = (files: Files) => openRepository(repository, files, readFacts);
  const [old, now] = [sourceOf(repository, open(before)), sourceOf(repository, open(after))];
  // What machines export is read like a file.
  if (old.exports?.text !== now.exports?.text) return { before: old, after: now };
  const unaffected = unaffectedBetween(before, after, (files) => {
    const { compile } = open(files);
    return (certname) => sideOf(compile(certname, old.exports?.store));
  });
  return { before: old, after: now, unaffected };
}

interface Opened {
  readonly environment: Environment;
  readonly names: () => readonly string[];
  readonly compile: (certname: string, store?: ExportedStore) => CompileResult;
}

function openRepository(
  { directory, facts, modulepath, settings }: Repository,
  files: Files,
  readFacts: ReadFacts,
): Opened {
  const { globalData, eyaml, puppetVersion } = settings;
  const environment = loadEnvironment({ directory, files, modulepath });
  const compiler = createCompiler({ environment, globalData, eyaml, options: { puppetVersion } });
  const node = (certname: string) =>
    makeNode({ certname, facts: readFacts(factsFile(facts, certname, files)!, files, certname) });
  return {
    environment,
    names: () => machinesWithFacts(facts, files),
    compile: (certname, store) => compiler.compile(node(certname), store),
  };
}

/** The machines that a repository has facts of. */
function sourceOf(
  { collectExported }: Repository,
  { environment, names, compile }: Opened,
): CatalogSource & { readonly exports?: Settled } {
  const machines = names();
  const exports = collectExported ? settleExports(machines, compile) : undefined;
  return {
    environment,
    names: machines,
    exports,
    unsettled: exports?.settled === false,
    compile: (certname) => sideOf(compile(certname, exports?.store)),
  };
}

const endings = ['.json', '.yaml', '.yml'];

/** Certnames of files of facts, sorted: `web01.example.com.json`, or with .yaml or .yml. */
export function machinesWithFacts(directory: string, files: Files): readonly string[] {
  const names = (files.list(directory) ?? []).filter((name) => /^[^.].*\.(json|ya?ml)$/.test(name));
  return [...new Set(names.map((name) => name.replace(/\.\w+$/, '')))].sort();
}

/** The file of facts of a machine; of several, the last by name. */
export function factsFile(directory: string, certname: string, files: Files): string | undefined {
  const candidates = endings.map((ending) => join(directory, `${certname}${ending}`));
  return candidates.findLast((path) => files.isFile(path));
}
