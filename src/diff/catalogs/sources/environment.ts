import { join } from 'node:path';
import type { EyamlOptions } from '../../../puppet/data/eyaml.ts';
import {
  type CompileResult,
  createCompiler,
  type Environment,
  type ExportedStore,
  type Files,
  loadEnvironment,
  type ManifestStore,
  type NodeInfo,
  type ParsedManifest,
  type Settled,
  settleExports,
} from '../../../puppet/index.ts';
import type { NamedFiles } from '../../../sources/revision-files.ts';
import { servedFiles } from '../served.ts';
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

/** Reads what is known of a machine from its file of facts. */
export type ReadNode = (path: string, files: Files, certname: string) => NodeInfo;

/** Opens the repository in each of two revisions. */
export function repositoryRevisions(
  repository: Repository,
  before: NamedFiles,
  after: NamedFiles,
  readNode: ReadNode,
): Revisions {
  const manifests = sharedManifests();
  const open = (files: Files, metadata?: Pick<Files, 'read'>) =>
    openRepository(repository, files, readNode, manifests, metadata);
  const [old, now] = [sourceOf(repository, open(before)), sourceOf(repository, open(after))];
  // What machines export is read like a file.
  const revisions = {
    before: old,
    after: now,
    served: servedFiles(old.environment, now.environment, { before, after }),
  };
  if (old.exports?.text !== now.exports?.text) return revisions;
  const unaffected = unaffectedBetween(before, after, (files, metadata) => {
    const { compile } = open(files, metadata);
    return (certname) => sideOf(compile(certname, old.exports?.store));
  });
  return { ...revisions, unaffected };
}

interface Opened {
  readonly environment: Environment;
  readonly names: () => readonly string[];
  readonly compile: (certname: string, store?: ExportedStore) => CompileResult;
}

function openRepository(
  { directory, facts, modulepath, settings }: Repository,
  files: Files,
  readNode: ReadNode,
  manifestsOf: (environment: Environment) => ManifestStore,
  metadata?: Pick<Files, 'read'>,
): Opened {
  const { globalData, eyaml, puppetVersion } = settings;
  const environment = loadEnvironment({ directory, files, metadata, modulepath, puppetVersion });
  const options = { puppetVersion };
  const manifests = manifestsOf(environment);
  const compiler = createCompiler({ environment, globalData, eyaml, options, manifests });
  const node = (certname: string) => readNode(factsFile(facts, certname, files)!, files, certname);
  return {
    environment,
    names: () => machinesWithFacts(facts, files),
    compile: (certname, store) => compiler.compile(node(certname), store),
  };
}

/** What manifests were parsed to, for the environments of the revisions: most of them are the same in both. */
function sharedManifests(): (environment: Environment) => ManifestStore {
  const known = new Map<string, { readonly text: string; readonly parsed: ParsedManifest }>();
  return ({ modulepath, manifest }) => {
    const paths = JSON.stringify([modulepath, manifest]);
    return (path, text, parse) => {
      const key = `${paths} ${path}`;
      const before = known.get(key);
      if (before?.text === text) return before.parsed;
      const parsed = parse();
      known.set(key, { text, parsed });
      return parsed;
    };
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
