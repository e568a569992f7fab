import { join } from 'node:path';
import type { EyamlOptions } from '../../../puppet/data/eyaml.ts';
import {
  createCompiler,
  type ExportedStore,
  type Files,
  loadEnvironment,
  makeNode,
  settleExports,
} from '../../../puppet/index.ts';
import type { Value } from '../../../puppet/values/value.ts';
import { type CatalogSource, sideOf } from '../sides.ts';

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

/** The machines of any Puppet repository: those that it has facts of. */
export function repositorySource(
  { directory, facts, modulepath, settings, collectExported }: Repository,
  files: Files,
  readFacts: ReadFacts,
): CatalogSource {
  const { globalData, eyaml, puppetVersion } = settings;
  const environment = loadEnvironment({ directory, files, modulepath });
  const compiler = createCompiler({ environment, globalData, eyaml, options: { puppetVersion } });
  const paths = factFiles(facts, files);
  const names = [...paths.keys()].sort();
  const compile = (certname: string, store?: ExportedStore) =>
    compiler.compile(makeNode({ certname, facts: readFacts(paths.get(certname)!, files, certname) }), store);
  const exports = collectExported ? settleExports(names, compile) : undefined;
  return {
    environment,
    names,
    unsettled: exports?.settled === false,
    compile: (certname) => sideOf(compile(certname, exports?.store)),
  };
}

/** Files of facts by certname: `web01.example.com.json`, or with .yaml or .yml. */
export function factFiles(directory: string, files: Files): ReadonlyMap<string, string> {
  const names = (files.list(directory) ?? []).filter((name) => /^[^.].*\.(json|ya?ml)$/.test(name));
  return new Map(names.map((name) => [name.replace(/\.\w+$/, ''), join(directory, name)]));
}
