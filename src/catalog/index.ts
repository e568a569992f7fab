import { functionsOf } from '../puppet/functions/index.ts';
import { type CompileResult, createCompiler, type Environment, loadEnvironment } from '../puppet/index.ts';
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

/** Opens the environment that a tree is. Of its modules, files may come and go as long as nobody asks for lists of them. */
export function catalogCompiler(tree: Tree): CatalogCompiler {
  const files = treeFiles(tree, environmentRoot);
  const environment = loadEnvironment({ directory: environmentRoot, name: 'production', files });
  const compiler = createCompiler({
    environment,
    functions: functionsOf(environment, 8),
    resourceTypes: resourceTypesOf(environment),
    options: { puppetVersion: 8 },
  });
  return { environment, compile: (machine) => compiler.compile(nodeOf(machine)) };
}
