import { functionsOf } from '../puppet/functions/index.ts';
import {
  type CompileResult,
  createCompiler,
  type Environment,
  loadEnvironment,
  type ManifestStore,
  type ParsedManifest,
} from '../puppet/index.ts';
import { resourceTypesOf } from '../puppet/resource-types/index.ts';
import type { Tree } from '../render/tree.ts';
import { type MachineFacts, nodeOf } from './facts.ts';
import { treeFiles } from './tree-files.ts';

/** Where the environment seems to lie while it is compiled; no catalog shows it. */
export const environmentRoot = '/placo/out';

/** Compiles machines against the environment of a tree. Manifests are parsed once for all machines. */
export interface CatalogCompiler {
  readonly environment: Environment;
  compile(machine: MachineFacts): CompileResult;
}

/** Remembers what the manifests of modules are parsed to: all sites have the same, where they need them. */
export function moduleManifests(): ManifestStore {
  const known = new Map<string, { readonly text: string; readonly parsed: ParsedManifest }>();
  return (path, text, parse) => {
    if (!path.startsWith(`${environmentRoot}/modules/`)) return parse();
    const before = known.get(path);
    if (before?.text === text) return before.parsed;
    const parsed = parse();
    known.set(path, { text, parsed });
    return parsed;
  };
}

/** Opens the environment that a tree is. Of its modules, files may come and go as long as nobody asks for lists of them. */
export function catalogCompiler(tree: Tree, manifests?: ManifestStore): CatalogCompiler {
  const files = treeFiles(tree, environmentRoot);
  const environment = loadEnvironment({
    directory: environmentRoot,
    name: 'production',
    files,
    puppetVersion: 8,
  });
  const compiler = createCompiler({
    environment,
    functions: functionsOf(environment, 8),
    resourceTypes: resourceTypesOf(environment),
    options: { puppetVersion: 8 },
    manifests,
  });
  return { environment, compile: (machine) => compiler.compile(nodeOf(machine)) };
}
