import type { Catalog } from '../catalog/catalog.ts';
import type { Resource } from '../catalog/resource.ts';
import type { DataProvider } from '../data/api.ts';
import type { Environment } from '../environment.ts';
import type { PuppetPlace } from '../error.ts';
import type { Block } from '../functions/api.ts';
import type { ResourceTypes } from '../resource-types/api.ts';
import type { RubyFallback } from '../ruby/runtime.ts';
import type { PType } from '../types/type.ts';
import type { Value } from '../values/value.ts';
import type { Scope } from './scope.ts';

export type LogLevel = 'debug' | 'info' | 'notice' | 'warning' | 'err' | 'alert' | 'emerg' | 'crit';

/** One message of a compilation. `source` is what Puppet prints before it (`Scope(Class[main])`), for the logging functions. */
export interface LogMessage {
  level: LogLevel;
  message: string;
  place: PuppetPlace;
  source?: string;
}

/** The machine that is compiled. */
export interface NodeInfo {
  /** The certname. */
  name: string;
  facts: Map<string, Value>;
  trusted: Map<Value, Value>;
  serverFacts: Map<Value, Value>;
  /** Parameters that become top-scope variables: facts, and those of an external node classifier. */
  parameters: Map<string, Value>;
  /** Classes given by an external node classifier, with their parameters or null. */
  classes: Map<string, Map<string, Value> | null>;
}

/** How strict a compilation is; the defaults are those of the Puppet version. */
export interface CompilerOptions {
  puppetVersion: 7 | 8;
  strict: 'off' | 'warning' | 'error';
  strictVariables: boolean;
  richData: boolean;
  /** Whether exported resources are kept and collected. */
  storeconfigs: boolean;
}

/** Parameters of resources that a function declares (create_resources and its kin). */
export interface ResourceRequest {
  /** Type name in any case; `class` for classes; a leading `@` or `@@` is not understood here. */
  type: string;
  /** Usually strings; numbers stay numbers, as Puppet leaves them. */
  titles: readonly Value[];
  parameters: ReadonlyMap<string, Value>;
  form?: 'regular' | 'virtual' | 'exported';
  place?: PuppetPlace;
}

/** One compilation, of one machine: what functions, data and templates may ask of it. */
export interface Compiler {
  readonly environment: Environment;
  readonly node: NodeInfo;
  readonly options: CompilerOptions;
  readonly catalog: Catalog;
  readonly topScope: Scope;
  readonly data: DataProvider;
  readonly resourceTypes: ResourceTypes;
  /** Runs the Ruby of modules that the native evaluator does not have. */
  readonly ruby: RubyFallback | undefined;
  /** Messages so far, in order. */
  readonly messages: readonly LogMessage[];

  /** Texts that were taken out of a Sensitive, and may be anywhere in the catalog. */
  readonly unwrapped: Set<string>;

  log(message: LogMessage): void;
  /** Logs once for each `kind` and `key` (Puppet's warn_once). */
  warnOnce(kind: string, key: string, message: string, place?: PuppetPlace): void;
  /** Runs a step in which Puppet 8 only warns of an unknown variable, however strict it is. */
  forgiving<T>(run: () => T): T;

  /** Calls a function by name, whatever its kind; throws a PuppetError when it is unknown. */
  callFunction(name: string, args: Value[], scope: Scope, place?: PuppetPlace, block?: Block): Value;
  /** Whether a function of this name exists (loads it). */
  hasFunction(name: string): boolean;
  /** The type that a function in Puppet declares to return. */
  returnTypeOf(name: string): PType | undefined;
  /** Whether classes, defines (both of the user) exist; loads them. Names in any case, leading `::` allowed. */
  hasClass(name: string): boolean;
  hasDefine(name: string): boolean;
  /** The type of a type expression (`Integer[1,2]`, aliases of modules included). */
  parseType(text: string, scope?: Scope): PType;
  /** The type alias or type of a qualified name, if there is one. */
  findTypeAlias(name: string): PType | undefined;

  /** Class names as include() takes them: strings, Class[a], Resource[class, a], nested arrays; with Puppet's errors; absolute, lower case (`::a::b`). */
  classNames(values: readonly Value[]): string[];
  /** Declares classes as include does (evaluating them at once), and gives back their resources. */
  includeClasses(names: readonly string[], scope: Scope): Resource[];
  /** Declares resources, and gives them back. */
  createResources(request: ResourceRequest, scope: Scope): Resource[];
  /** Realizes virtual resources at the next round, as a collector would. */
  realize(references: readonly Value[], scope: Scope): void;
  /** A resource of the catalog, by type and title in any writing. */
  findResource(type: string, title: string): Resource | undefined;

  /** Makes classes contained in the resource of the scope, as contain() does. */
  containResources(resources: readonly Resource[], scope: Scope): void;
  /**
   * Evaluates an EPP template from its text; `file` is what messages call it. An inline one sees the variables of
   * the scope, others only those of the node and top scope and their parameters. The value is a String, or Sensitive.
   */
  evaluateEpp(
    text: string,
    file: string | undefined,
    parameters: ReadonlyMap<Value, Value> | undefined,
    scope: Scope,
    inline: boolean,
  ): Value;
  /** Evaluates Puppet code in a scope (assert_type-like callers, tests). */
  evaluateString(code: string, scope: Scope, file?: string): Value;
}
