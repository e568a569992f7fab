import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CompileResult } from '../puppet/index.ts';
import type { Tree } from '../render/tree.ts';
import { sha256 } from '../sha256.ts';
import type { MachineFacts } from './facts.ts';
import { type CatalogCompiler, catalogCompiler, moduleManifests, environmentRoot as root } from './index.ts';
import { catalogText } from './layout.ts';

/** Machines of one site to compile. Plain data, so that a worker may do it. */
export interface Job {
  /** What the site's machines share, by path below out/. */
  readonly environment: Tree;
  /** Stands for the site and its environment: jobs with the same one have the same environment. */
  readonly environmentKey: string;
  readonly machines: readonly JobMachine[];
}

/** A machine to compile. */
export interface JobMachine {
  readonly facts: MachineFacts;
  /** The manifest with its class, and its files, by path below out/. */
  readonly files: Tree;
}

/** What is wrong with a catalog; whose it is and where that is described are known to who asked for it. */
export type CatalogProblem = Pick<Diagnostic, 'code' | 'severity' | 'message' | 'hint'>;

/** A catalog as its file in out/, missing where the machine cannot be compiled. */
export interface MadeCatalog {
  readonly text?: string;
  /** Of the text, SHA-256 in hexadecimal. */
  readonly hash?: string;
  readonly problems: readonly CatalogProblem[];
}

/** Compiles the machines of a job, in their order. */
export type DoJob = (job: Job) => readonly MadeCatalog[];

/**
 * Does jobs one after the other. What the machines of a site share is parsed once while jobs of that site follow, and
 * the modules that all sites share once.
 */
export function jobDoer(): DoJob {
  const manifests = moduleManifests();
  let current: { readonly key: string; readonly files: Map<string, string> } | undefined;
  let compiler: CatalogCompiler | undefined;
  return ({ environment, environmentKey, machines }) => {
    if (current?.key !== environmentKey) {
      current = { key: environmentKey, files: new Map(environment) };
      compiler = undefined;
    }
    const { files } = current;
    for (const machine of machines) for (const [path, text] of machine.files) files.set(path, text);
    compiler ??= catalogCompiler(files, manifests);
    const made = machines.map(({ facts }) => compileMachine(compiler!, facts));
    for (const machine of machines) for (const path of machine.files.keys()) files.delete(path);
    return made;
  };
}

function compileMachine(compiler: CatalogCompiler, facts: MachineFacts): MadeCatalog {
  const result = compiler.compile(facts);
  const text = result.catalog && catalogText(result.catalog, root);
  return {
    text,
    hash: text === undefined ? undefined : sha256(text),
    problems: problems(facts.fqdn, result),
  };
}

function problems(fqdn: string, { errors, catalog }: CompileResult): CatalogProblem[] {
  const failed = errors.map(
    (error): CatalogProblem => ({
      code: 'catalog/error',
      severity: 'error',
      message: `the catalog of ${fqdn} cannot be compiled: ${error.message}`,
      hint:
        error.file === undefined
          ? undefined
          : `it is ${error.file.replace(`${root}/`, 'out/')}, line ${error.line ?? 1}, that fails`,
    }),
  );
  const found = (catalog?.check() ?? []).map(
    (finding): CatalogProblem => ({
      code: 'catalog/finding',
      severity: 'error',
      message: `${fqdn} would fail on the machine: ${finding.message}`,
    }),
  );
  return [...failed, ...found];
}
