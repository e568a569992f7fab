import { type CatalogFinding, checkCatalog } from './catalog/checks/index.ts';
import { type CatalogDocument, catalogDocument } from './catalog/document.ts';
import { catalogJson, type ToPlain } from './catalog/json.ts';
import { catalogLines } from './catalog/lines.ts';
import { type CatalogData, catalogData, catalogParts } from './catalog/to-data.ts';
import type { DataProvider } from './data/api.ts';
import type { EyamlOptions } from './data/eyaml.ts';
import { Hiera } from './data/hiera.ts';
import { unusableConf } from './environment/config.ts';
import type { Environment } from './environment.ts';
import { fullMessage, PuppetError, type PuppetPlace } from './error.ts';
import { Compilation } from './evaluate/compilation.ts';
import type { Compiler, CompilerOptions, LogMessage, NodeInfo } from './evaluate/compiler.ts';
import type { LimitOptions } from './evaluate/limits.ts';
import { runCompilation } from './evaluate/phases.ts';
import { type ManifestStore, Session } from './evaluate/session.ts';
import { exhausted, isExhaustion } from './exhaustion.ts';
import { exportsOf } from './exported/exports.ts';
import type { ExportedStore, StoredResource } from './exported/store.ts';
import type { FunctionSource } from './functions/api.ts';
import { functionsOf } from './functions/index.ts';
import { type LookupOutcome, type LookupRequest, runLookup } from './lookup.ts';
import type { ResourceTypes } from './resource-types/api.ts';
import { resourceTypesOf } from './resource-types/index.ts';
import { NeedsRuby, type RubyFallback } from './ruby/runtime.ts';
import { wasmRuby } from './ruby-wasm/index.ts';
import { toData } from './types/index.ts';

export type { CatalogFinding } from './catalog/checks/index.ts';
export type { CatalogDocument, ResourceDocument } from './catalog/document.ts';
export type { CatalogData, ResourceData } from './catalog/to-data.ts';
export { diskFiles } from './environment/disk-files.ts';
export { type EnvironmentOptions, loadEnvironment } from './environment/load.ts';
export type { Environment } from './environment.ts';
export type { CompilerOptions, LogMessage, NodeInfo } from './evaluate/compiler.ts';
export type { ManifestStore, ParsedManifest } from './evaluate/session.ts';
export { type Settled, settleExports } from './exported/settle.ts';
export type { ExportedStore, StoredResource } from './exported/store.ts';
export type { Files } from './files.ts';
export type { LookupOutcome, LookupRequest } from './lookup.ts';
export { makeNode, type NodeOptions } from './node.ts';

/** What the machines of one environment are compiled with; what is left out is found in the environment. */
export interface CompilerParts {
  environment: Environment;
  functions?: FunctionSource;
  resourceTypes?: ResourceTypes;
  /** The data of a machine, made anew for each compilation; default: Hiera 5. */
  data?: (compiler: Compiler) => DataProvider;
  /** Path of a global hiera.yaml. */
  globalData?: string;
  /** How values that hiera-eyaml encrypted are read; default: with the keys that hiera.yaml names. */
  eyaml?: EyamlOptions;
  options?: Partial<CompilerOptions>;
  /** What manifests were parsed to for other environments; default: each is parsed once for this one. */
  manifests?: ManifestStore;
  /** How much one compilation may do before it ends in an error. */
  limits?: Partial<LimitOptions>;
}

/** An error in the code or data of the user. */
export interface CompileError extends PuppetPlace {
  message: string;
  /** As Puppet prints it: with the place, and ` on node x`. */
  text: string;
  code?: string;
}

/** What a compilation gives: a catalog, or what stopped it; and the messages logged on the way. */
export interface CompileResult {
  catalog?: CompiledCatalog;
  errors: CompileError[];
  messages: readonly LogMessage[];
}

/** A finished catalog. */
export interface CompiledCatalog {
  /** What the agent sees, or with `exported` what a store of exported resources gets. */
  data(exported?: boolean): CatalogData;
  /** The same as JSON. */
  json(version: string | number, exported?: boolean): string;
  /** What the agent sees as parsing its JSON gives it. */
  document(): CatalogDocument;
  /** What the agent sees as JSON for people and line diffs; see `catalogLines`. */
  lines(version: (body: string) => string, root: string): string;
  /** What Puppet would find only on the machine: dependency cycles, missing sources, duplicate aliases. */
  check(): CatalogFinding[];
  /** What other machines may collect, as PuppetDB would keep it. */
  exported(): StoredResource[];
  /** Texts that were taken out of a Sensitive while compiling, and may be anywhere in the catalog. */
  readonly unwrapped: ReadonlySet<string>;
}

/** Compiles machines of one environment; parsed files, templates and types are shared. */
export interface PuppetCompiler {
  /** With a store, exported resources are kept, and those of other machines are collected from it. */
  compile(node: NodeInfo, store?: ExportedStore): CompileResult;
  /** Looks keys up in the data of a machine; `compiled` compiles its catalog before, for what manifests set. */
  lookup(node: NodeInfo, request: LookupRequest, compiled?: boolean): LookupOutcome;
}

const defaults7: CompilerOptions = {
  puppetVersion: 7,
  strict: 'warning',
  strictVariables: false,
  richData: true,
  storeconfigs: false,
};
const defaults8: CompilerOptions = {
  puppetVersion: 8,
  strict: 'error',
  strictVariables: true,
  richData: true,
  storeconfigs: false,
};

/** Makes a compiler. Synchronous, and pure but for what the environment's files give. */
export function createCompiler(parts: CompilerParts): PuppetCompiler {
  const options = { ...(parts.options?.puppetVersion === 8 ? defaults8 : defaults7), ...parts.options };
  const ruby = wasmRuby(parts.environment, options.puppetVersion, parts.limits);
  const hiera = (compiler: Compiler) => new Hiera(compiler, parts.globalData, parts.eyaml);
  const data = parts.data ?? hiera;
  let session = newSession(parts, options, ruby);
  const again = () => {
    session = newSession(parts, options, ruby);
  };
  return {
    compile: (node, store) => {
      const own = store ? { ...options, storeconfigs: true } : options;
      return untilDone(again, () => compileNode(session, node, own, data, parts.limits, store));
    },
    lookup: (node, request, compiled = false) =>
      untilDone(again, () => {
        const world = compiled ? session : newSession(withoutManifests(parts), options, ruby);
        const known = compiled ? node : { ...node, classes: new Map() };
        return runLookup({ session: world, node: known, options, hiera }, request);
      }),
  };
}

/** Runs once more, with the functions looked up anew, when one of them turns out to need Ruby itself. */
function untilDone<T>(again: () => void, run: () => T): T {
  for (;;) {
    try {
      return run();
    } catch (signal) {
      if (!(signal instanceof NeedsRuby)) throw signal;
      again();
    }
  }
}

function withoutManifests(parts: CompilerParts): CompilerParts {
  return { ...parts, environment: { ...parts.environment, initialManifests: () => [] } };
}

function newSession(parts: CompilerParts, options: CompilerOptions, ruby: RubyFallback): Session {
  const { environment } = parts;
  return new Session(
    environment,
    parts.functions ?? functionsOf(environment, options.puppetVersion, ruby),
    parts.resourceTypes ?? resourceTypesOf(environment, ruby),
    options.puppetVersion,
    ruby,
    parts.manifests,
  );
}

function compileNode(
  session: Session,
  node: NodeInfo,
  options: CompilerOptions,
  data: (compiler: Compiler) => DataProvider,
  limits: Partial<LimitOptions> | undefined,
  store: ExportedStore | undefined,
): CompileResult {
  let compilation: Compilation | undefined;
  try {
    compilation = new Compilation(session, node, options, data, limits);
    compilation.store = store;
    runCompilation(compilation);
    const { messages } = compilation;
    return { catalog: compiledCatalog(compilation, session), errors: [], messages };
  } catch (error) {
    return { errors: compileErrors(error, node.name), messages: compilation?.messages ?? [] };
  }
}

function compileErrors(error: unknown, node: string): CompileError[] {
  if (isExhaustion(error)) return [compileError(new PuppetError(exhausted(error)), node)];
  if (!(error instanceof PuppetError)) throw error;
  return [error, ...error.others].map((one) => compileError(one, node));
}

function compileError(error: PuppetError, node: string): CompileError {
  const { message, file, line, column, code } = error;
  const text = code === unusableConf ? message : `${fullMessage(error)} on node ${node}`;
  return { message, file, line, column, code, text };
}

function compiledCatalog(compilation: Compilation, session: Session): CompiledCatalog {
  const { environment, resourceTypes } = session;
  const { catalog, node } = compilation;
  const parts = (exported = false) => catalogParts(catalog, node.name, environment.name, exported);
  const data = (exported = false) => catalogData(parts(exported));
  return {
    data,
    json: (version, exported) => catalogJson(parts(exported), version, plainParameters(compilation)),
    document: () => catalogDocument(parts(), plainParameters(compilation)),
    lines: (version, root) => catalogLines(parts(), plainParameters(compilation), version, root),
    check: () => checkCatalog(catalog, environment, resourceTypes),
    exported: () => exportsOf(data(true), catalog, toPlain(compilation, false, 'warning')),
    unwrapped: compilation.unwrapped,
  };
}

/** Rich data as `__ptype` hashes, or as text with a warning each; an error when the compilation is strict. */
function plainParameters(compilation: Compilation): ToPlain {
  const { richData, strict } = compilation.options;
  return toPlain(compilation, richData, strict);
}

function toPlain(compilation: Compilation, richData: boolean, strict: CompilerOptions['strict']): ToPlain {
  const { puppetVersion } = compilation.options;
  return ({ type, title, file, line, parameters }) => {
    const issue = (message: string) => {
      if (strict === 'error') throw new PuppetError(message, { file, line });
      compilation.log({ level: 'warning', message, place: { file, line } });
    };
    return toData(parameters, {
      richData,
      subject: `${type}[${title}]`,
      pathsGrow: puppetVersion === 7,
      issue,
    });
  };
}
