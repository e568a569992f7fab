import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { machinesOf } from '../model/machines.ts';
import type { Machine, Site } from '../model/platform.ts';
import { Hiera } from '../puppet/data/hiera.ts';
import { functionsOf } from '../puppet/functions/index.ts';
import { type CompileResult, createCompiler, loadEnvironment, type PuppetCompiler } from '../puppet/index.ts';
import { resourceTypesOf } from '../puppet/resource-types/index.ts';
import type { Tree } from '../render/tree.ts';
import { nodeOf } from './facts.ts';
import { catalogText } from './layout.ts';
import { treeFiles } from './tree-files.ts';

/** Where the environment seems to lie while it is compiled; no catalog shows it. */
const root = '/placo/out';

/** Compiles machines against the environment of a tree: catalogs/<certname>.json for each. */
export interface CatalogCompiler {
  catalogs(site: Site): { readonly files: Tree; readonly diagnostics: readonly Diagnostic[] };
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
  return { catalogs: (site) => catalogsOf(compiler, site) };
}

function catalogsOf(compiler: PuppetCompiler, site: Site) {
  const managed = machinesOf(site).filter(({ os }) => os.managed);
  const results = managed.map((machine) => ({ machine, result: compiler.compile(nodeOf(machine)) }));
  const files = new Map<string, string>();
  for (const { machine, result } of results)
    if (result.catalog) files.set(`catalogs/${machine.fqdn}.json`, catalogText(result.catalog, root));
  return { files, diagnostics: results.flatMap(({ machine, result }) => problems(machine, result)) };
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
