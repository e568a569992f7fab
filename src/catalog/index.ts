import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { machinesOf } from '../model/machines.ts';
import type { Machine, Site } from '../model/platform.ts';
import { Hiera } from '../puppet/data/hiera.ts';
import { functionsOf } from '../puppet/functions/index.ts';
import {
  type CompileResult,
  createCompiler,
  type Environment,
  loadEnvironment,
  type PuppetCompiler,
} from '../puppet/index.ts';
import { resourceTypesOf } from '../puppet/resource-types/index.ts';
import type { Tree } from '../render/tree.ts';
import { nodeOf } from './facts.ts';
import { catalogText } from './layout.ts';
import { treeFiles } from './tree-files.ts';

/** Where the environment seems to lie while it is compiled; no catalog shows it. */
const root = '/placo/out';

/** Compiles machines against the environment of a tree. */
export interface CatalogCompiler {
  readonly environment: Environment;
  /** catalogs/<certname>.json for each machine of a site. */
  catalogs(site: Site): { readonly files: Tree; readonly diagnostics: readonly Diagnostic[] };
  compile(machine: Machine): CompileResult;
}

/** Opens the environment that a tree is. Manifests are parsed once for all machines. */
export function catalogCompiler(tree: Tree): CatalogCompiler {
  const environment = loadEnvironment({ directory: root, name: 'production', files: treeFiles(tree, root) });
  const compiler = createCompiler({
    environment,
    functions: functionsOf(environment),
    resourceTypes: resourceTypesOf(environment),
    data: (compilation) => new Hiera(compilation),
    options: { puppetVersion: 8 },
  });
  return {
    environment,
    catalogs: (site) => catalogsOf(compiler, site),
    compile: (machine) => compiler.compile(nodeOf(machine)),
  };
}

/** One machine after the other, so that only the texts of a site are in memory, and one catalog. */
function catalogsOf(compiler: PuppetCompiler, site: Site) {
  const files = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const machine of machinesOf(site).filter(({ os }) => os.managed)) {
    const result = compiler.compile(nodeOf(machine));
    if (result.catalog) files.set(`catalogs/${machine.fqdn}.json`, catalogText(result.catalog, root));
    diagnostics.push(...problems(machine, result));
  }
  return { files, diagnostics };
}

function problems(machine: Machine, { errors, catalog }: CompileResult): Diagnostic[] {
  const failed = errors.map(
    (error): Diagnostic => ({
      code: 'catalog/error',
      severity: 'error',
      message: `the catalog of ${machine.fqdn} cannot be compiled: ${error.message}`,
      place: machine.place,
      hint:
        error.file === undefined
          ? undefined
          : `it is ${error.file.replace(`${root}/`, 'out/')}, line ${error.line ?? 1}, that fails`,
    }),
  );
  const found = (catalog?.check() ?? []).map(
    (finding): Diagnostic => ({
      code: 'catalog/finding',
      severity: 'error',
      message: `${machine.fqdn} would fail on the machine: ${finding.message}`,
      place: machine.place,
    }),
  );
  return [...failed, ...found];
}
