import { PuppetError } from '../error.ts';
import type { Compiler } from '../evaluate/compiler.ts';
import type { Scope } from '../evaluate/scope.ts';
import { compileRubyRegexp } from '../values/ruby-regexp.ts';
import type { PHash, Value } from '../values/value.ts';
import type { DataProvider, LookupOptions, LookupResult } from './api.ts';
import { type HieraConfig, readConfig } from './config.ts';
import type { Explainer } from './explain.ts';
import { digValue, type LookupKey, parseKey } from './key.ts';
import { lookupInLevels } from './levels.ts';
import { type MergeStrategy, mergeFound, mergeStrategy } from './merge.ts';
import { Places } from './places.ts';

/** What a lookup is asked with beside its key. */
export interface Request {
  readonly scope: Scope;
  readonly explain?: Explainer;
  readonly overrides?: ReadonlyMap<Value, Value>;
  readonly defaults?: ReadonlyMap<Value, Value>;
  /** Keys that are being looked up, outermost first. */
  readonly under: readonly string[];
}

type Layer = 'global' | 'environment' | 'module';
const layers: readonly Layer[] = ['global', 'environment', 'module'];

/** lookup_options by exact key, and by pattern in order. */
interface Options {
  readonly exact: ReadonlyMap<Value, Value>;
  readonly patterns: readonly (readonly [RegExp, Value])[];
}

/**
 * Hiera 5 in three layers: global, environment, module. One for each compilation, since what it finds depends on the
 * machine. Source: Puppet's manual, "Hiera", and the behaviour of Puppet 7.23.
 */
export class Hiera implements DataProvider {
  readonly #compiler: Compiler;
  readonly #globalDirectory: string | undefined;
  readonly #configs = new Map<string, HieraConfig | undefined>();
  readonly #places: Places;
  readonly #options = new Map<string | undefined, Options | undefined>();

  /** `globalDirectory` holds the global hiera.yaml, where there is one. */
  constructor(compiler: Compiler, globalDirectory?: string) {
    this.#compiler = compiler;
    this.#globalDirectory = globalDirectory;
    this.#places = new Places(compiler.environment.files);
  }

  lookup(key: string, scope: Scope, options: LookupOptions = {}): LookupResult {
    const request: Request = { scope, overrides: options.overrides, defaults: options.defaults, under: [] };
    const value = this.find(key, request, options.merge);
    return value === undefined ? { found: false } : { found: true, value };
  }

  /** The value of a key, undefined where there is none; throws a PuppetError where data cannot be used. */
  find(text: string, request: Request, merge?: Value | ReadonlyMap<Value, Value>): Value | undefined {
    if (text === 'lookup_options' || text.startsWith('lookup_options.')) return undefined;
    if (request.under.includes(text))
      throw new PuppetError(`Recursive lookup detected in [${[...request.under, text].join(', ')}]`);
    const inner = { ...request, under: [...request.under, text] };
    const key = parseKey(text);
    const options = this.#optionsFor(key, inner);
    const strategy = mergeStrategy(merge ?? options?.get('merge') ?? null);
    const own = this.#search(key, inner, strategy);
    const found = own === undefined ? this.#searchDefault(key, inner, merge) : own;
    const value = found === undefined ? undefined : digValue(found, key.path, text);
    return value === undefined
      ? undefined
      : this.#converted(text, value, options?.get('convert_to') ?? null, request.scope);
  }

  #search(key: LookupKey, request: Request, strategy: MergeStrategy): Value | undefined {
    return mergeFound(layers, strategy, (layer) => {
      const config = this.#config(layer, key.module);
      request.explain?.enter(
        layer === 'module' ? `Module "${key.module}"` : layer === 'global' ? 'Global' : 'Environment',
      );
      const value = config && this.#inConfig(config, config.hierarchy, key, request, strategy, layer);
      request.explain?.leave(value);
      return value;
    });
  }

  /** A module's default_hierarchy is asked when all else has nothing. */
  #searchDefault(
    key: LookupKey,
    request: Request,
    merge?: Value | ReadonlyMap<Value, Value>,
  ): Value | undefined {
    const config = this.#config('module', key.module);
    if (!config?.defaultHierarchy) return undefined;
    const { defaultHierarchy } = config;
    const read = (text: string, strategy: MergeStrategy) =>
      this.#inConfig(config, defaultHierarchy, parseKey(text), request, strategy, 'module');
    const own = compileOptions(read('lookup_options', mergeStrategy('hash')));
    const strategy = mergeStrategy(merge ?? optionOf(own, key.root)?.get('merge') ?? null);
    return read(key.root, strategy);
  }

  #inConfig(
    config: HieraConfig,
    levels: HieraConfig['hierarchy'],
    key: LookupKey,
    request: Request,
    strategy: MergeStrategy,
    layer: Layer,
  ) {
    const lookup = (text: string) => this.find(text, request) ?? this.#missing(text);
    return lookupInLevels({
      config,
      levels,
      key,
      request,
      strategy,
      lookup,
      compiler: this.#compiler,
      places: this.#places,
      module: layer === 'module' ? key.module : undefined,
    });
  }

  /** An interpolated lookup that finds nothing gives an empty text. */
  #missing(_key: string): Value {
    return '';
  }

  #config(layer: Layer, module: string | undefined): HieraConfig | undefined {
    const root = this.#root(layer, module);
    if (root === undefined) return undefined;
    if (!this.#configs.has(root)) this.#configs.set(root, readConfig(this.#compiler.environment.files, root));
    return this.#configs.get(root);
  }

  #root(layer: Layer, module: string | undefined): string | undefined {
    if (layer === 'global') return this.#globalDirectory;
    if (layer === 'environment') return this.#compiler.environment.directory;
    return module === undefined ? undefined : this.#compiler.environment.modules.get(module)?.path;
  }

  #optionsFor(key: LookupKey, request: Request): PHash | undefined {
    const module = this.#config('module', key.module) === undefined ? undefined : key.module;
    if (!this.#options.has(module)) {
      this.#options.set(module, undefined);
      const root: LookupKey = { text: 'lookup_options', root: 'lookup_options', path: [], module };
      const merged = this.#search(
        root,
        { scope: request.scope, under: ['lookup_options'] },
        mergeStrategy('hash'),
      );
      this.#options.set(module, compileOptions(merged));
    }
    return optionOf(this.#options.get(module), key.root);
  }

  #converted(key: string, value: Value, convertTo: Value, scope: Scope): Value {
    if (convertTo === null) return value;
    const [type, ...args] = Array.isArray(convertTo) ? convertTo : [convertTo];
    try {
      const wanted = typeof type === 'string' ? this.#compiler.parseType(type, scope) : type!;
      return this.#compiler.callFunction('new', [wanted, value, ...args], scope);
    } catch (error) {
      if (!(error instanceof PuppetError)) throw error;
      throw new PuppetError(`The convert_to lookup_option for key '${key}' raised error: ${error.message}`);
    }
  }
}

function compileOptions(value: Value | undefined): Options | undefined {
  if (value === undefined) return undefined;
  if (!(value instanceof Map)) throw new PuppetError('value of lookup_options must be a hash');
  const entries = [...value];
  const isPattern = ([key]: [Value, Value]) => typeof key === 'string' && key.startsWith('^');
  return {
    exact: new Map(entries.filter((entry) => !isPattern(entry))),
    patterns: entries
      .filter(isPattern)
      .map(([key, options]) => [compileRubyRegexp(key as string), options] as const),
  };
}

function optionOf(options: Options | undefined, root: string): PHash | undefined {
  if (!options) return undefined;
  const exact = options.exact.get(root);
  if (exact !== undefined && exact !== null) return exact as PHash;
  return options.patterns.find(([pattern]) => pattern.test(root))?.[1] as PHash | undefined;
}
