/**
 * The library API of placo: the compiler of Puppet catalogs, for any Puppet repository. What compiles hosting sites is
 * the command `placo`.
 *
 * ```ts
 * import { compile } from 'placo';
 *
 * const { catalog, errors } = compile({ environment: '/srv/puppet/production', certname: 'web01.example.com', facts });
 * ```
 */
import { resolve } from 'node:path';
import { type CompileResult, createCompiler, diskFiles, loadEnvironment, makeNode } from './puppet/index.ts';
import { toValue } from './puppet/plain.ts';

export type {
  CatalogFinding,
  CompiledCatalog,
  CompileError,
  CompileResult,
  LogMessage,
} from './puppet/index.ts';
export {
  type CompilerParts,
  createCompiler,
  diskFiles,
  type Files,
  loadEnvironment,
  makeNode,
  type NodeInfo,
  type PuppetCompiler,
} from './puppet/index.ts';

export { toValue };

/** What one compilation needs. */
export interface CompileRequest {
  /** The directory of the environment: with manifests/, environment.conf and hiera.yaml. */
  readonly environment: string;
  /** The name of the machine. */
  readonly certname: string;
  /** Its facts, as JSON has them. Default: none. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Directories of modules, instead of those of environment.conf. */
  readonly modulepath?: readonly string[];
  /** Whose strictness is followed. Default: 7. */
  readonly puppet?: 7 | 8;
}

/**
 * Compiles the catalog of one machine, reading the environment from the disk. Mistakes in it are values of the result,
 * never exceptions. To compile several machines, make one compiler with `createCompiler` and share what it has parsed.
 */
export function compile(request: CompileRequest): CompileResult {
  const environment = loadEnvironment({
    directory: resolve(request.environment),
    files: diskFiles(),
    modulepath: request.modulepath?.map((path) => resolve(path)),
    puppetVersion: request.puppet ?? 7,
  });
  const compiler = createCompiler({ environment, options: { puppetVersion: request.puppet ?? 7 } });
  const facts = new Map(Object.entries(request.facts ?? {}).map(([name, value]) => [name, toValue(value)]));
  return compiler.compile(makeNode({ certname: request.certname, facts }));
}
