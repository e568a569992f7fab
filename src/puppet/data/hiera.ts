import { fullMessage, PuppetError } from '../error.ts';
import type { Compiler } from '../evaluate/compiler.ts';
import type { Scope } from '../evaluate/scope.ts';
import { convertToString } from '../types/index.ts';
import type { PHash, Value } from '../values/value.ts';
import type { DataProvider, LookupOptions, LookupResult } from './api.ts';
import type { Layer } from './config.ts';
import { LookupError } from './errors.ts';
import type { EyamlOptions } from './eyaml.ts';
import { Invocation } from './invocation.ts';
import { dig, type LookupKey, parseKey } from './key.ts';
import { hash, type MergeStrategy, mergeFound, mergeStrategy } from './merge.ts';
import { checkOptions, compileOptions, type OptionTable, optionsOfKey } from './options.ts';
import { LayerProvider } from './provider.ts';

const layers: readonly Layer[] = ['global', 'environment', 'module'];
const optionsKey = parseKey('lookup_options');

/**
 * Hiera 5 in three layers: global, environment, module. One for each compilation, since what it finds depends on the
 * machine. Source: Puppet's manual, "Hiera", and the behaviour of Puppet 7.23.
 */
export class Hiera implements DataProvider {
  readonly #compiler: Compiler;
  readonly #globalConfig: string;
  readonly #providers = new Map<string, LayerProvider | undefined>();
  readonly #options = new Map<string | undefined, OptionTable | undefined>();
  /** What the arguments of conversions have become that lookup_options named. */
  readonly #parsed = new Map<Value, Value[]>();
  readonly #defaultOptions = new Map<string, OptionTable | undefined>();
  readonly #fileData = new Map<string, Value>();
  /** Texts that were decrypted on the way. */
  readonly secrets = new Set<string>();
  #environmentOptions: { readonly value: PHash | undefined } | undefined;
  /** The lookup that is under way, while it is. */
  #current: Invocation | undefined;

  /** `globalConfig` is the path of the global hiera.yaml. */
  constructor(
    compiler: Compiler,
    globalConfig = '/nonexistent/hiera.yaml',
    readonly eyaml?: EyamlOptions,
  ) {
    this.#compiler = compiler;
    this.#globalConfig = globalConfig;
  }

  lookup(key: string, scope: Scope, options: LookupOptions = {}): LookupResult {
    const { overrides, defaults, explainer } = options;
    const invocation = new Invocation(scope, this.#current, overrides, defaults, explainer);
    const value = this.#find(key, invocation, options.merge);
    return value === undefined ? { found: false } : { found: true, value };
  }

  /** The value of a key, undefined where there is none; throws a PuppetError where data cannot be used. */
  #find(text: string, invocation: Invocation, merge?: LookupOptions['merge']): Value | undefined {
    if (text === 'lookup_options' || text.startsWith('lookup_options.'))
      return invocation.within({ kind: 'invalid_key', text: 'lookup_options' }, () => undefined);
    const key = parseKey(text);
    return this.#during(invocation, key.text, key.module, () => {
      if (!invocation.explainer?.onlyOptions) return this.#findWithOptions(key, invocation, merge);
      this.#search(optionsKey, invocation, hash);
      return null;
    });
  }

  #during<T>(invocation: Invocation, key: string, module: string | undefined, run: () => T): T {
    const saved = this.#current;
    invocation.topKey = key;
    invocation.module = module;
    this.#current = invocation;
    try {
      return run();
    } finally {
      this.#current = saved;
    }
  }

  #findWithOptions(key: LookupKey, invocation: Invocation, merge: LookupOptions['merge']): Value | undefined {
    const options = this.#optionsFor(key, invocation);
    const own = merge ?? options?.get('merge') ?? null;
    if (merge === undefined && own !== null)
      invocation.within({ kind: 'merge_source', text: 'lookup_options' }, () => undefined);
    const value = invocation.within({ kind: 'data', text: key.text }, () => {
      const found = this.#search(key, invocation, mergeStrategy(own));
      const part = found === undefined ? undefined : dig(key.text, key.path, found, invocation);
      return part === undefined ? this.#searchDefault(key, invocation) : part;
    });
    if (value === undefined) return undefined;
    return this.#converted(key.text, value, options?.get('convert_to') ?? null, invocation);
  }

  #search(key: LookupKey, invocation: Invocation, strategy: MergeStrategy): Value | undefined {
    return mergeFound(layers, strategy, invocation, (layer) => {
      if (layer === 'module') return this.#inModule(key, invocation, strategy);
      if (layer === 'global') return this.#inGlobal(key, invocation, strategy);
      return this.#provider('environment')?.lookup(key, invocation, strategy);
    });
  }

  #inGlobal(key: LookupKey, invocation: Invocation, strategy: MergeStrategy): Value | undefined {
    try {
      return this.#provider('global')!.lookup(key, invocation, strategy);
    } catch (error) {
      if (!(error instanceof LookupError) || error.issue !== undefined) throw error;
      throw new PuppetError(`Lookup of key '${invocation.topKey}' failed: ${fullMessage(error)}`);
    }
  }

  #inModule(key: LookupKey, invocation: Invocation, strategy: MergeStrategy): Value | undefined {
    const { module } = invocation;
    if (module === undefined) return undefined;
    const provider = this.#provider('module', module);
    if (provider !== undefined) return provider.lookup(key, invocation, strategy);
    const known = this.#compiler.environment.modules.has(module);
    const event = known ? 'module_provider_not_found' : 'module_not_found';
    invocation.within({ kind: 'module', text: module }, () => invocation.explainer?.note(event));
    return undefined;
  }

  /** A module's default_hierarchy is asked when all else has nothing. */
  #searchDefault(key: LookupKey, invocation: Invocation): Value | undefined {
    const { module } = invocation;
    const provider = module === undefined ? undefined : this.#provider('module', module);
    if (module === undefined || provider?.config.defaultHierarchy === undefined) return undefined;
    const found = invocation.within(
      { kind: 'scope', text: `Searching default_hierarchy of module "${module}"` },
      () => {
        const options = optionsOfKey(this.#defaultOptionsOf(module, provider, invocation), key.root);
        const strategy = mergeStrategy(options?.get('merge') ?? null);
        return invocation.within({ kind: 'scope', text: `Searching for "${key.text}"` }, () =>
          provider.lookup(key, invocation, strategy, true),
        );
      },
    );
    return found === undefined ? undefined : dig(key.text, key.path, found, invocation);
  }

  #defaultOptionsOf(module: string, provider: LayerProvider, outer: Invocation): OptionTable | undefined {
    if (this.#defaultOptions.has(module)) return this.#defaultOptions.get(module);
    const invocation = new Invocation(outer.scope, outer);
    const table = this.#during(invocation, 'lookup_options', module, () =>
      outer.within({ kind: 'scope', text: 'Searching for "lookup_options"' }, () =>
        compileOptions(checkOptions(provider.lookup(optionsKey, invocation, hash, true), module)),
      ),
    );
    this.#defaultOptions.set(module, table);
    return table;
  }

  #optionsFor(key: LookupKey, outer: Invocation): PHash | undefined {
    const { module } = key;
    if (!this.#options.has(module)) this.#options.set(module, this.#readOptions(module, outer));
    return optionsOfKey(this.#options.get(module), key.root);
  }

  /** The lookup_options of a module's keys: those of the two layers above it, and its own. */
  #readOptions(module: string | undefined, outer: Invocation): OptionTable | undefined {
    const invocation = new Invocation(outer.scope, outer);
    return this.#during(invocation, 'lookup_options', outer.module, () =>
      invocation.within({ kind: 'meta', text: 'lookup_options' }, () => {
        const above = this.#optionsAbove(invocation);
        if (module === undefined) return compileOptions(above);
        if (!this.#options.has(undefined)) this.#options.set(undefined, compileOptions(above));
        const own = checkOptions(this.#inModule(optionsKey, invocation, hash), module);
        if (above === undefined || own === undefined) return compileOptions(above ?? own);
        return compileOptions(joinOptions(this.#withParsed(above), own, module, invocation));
      }),
    );
  }

  /** Options as Puppet has left them: where a value was converted, with a type in the place of its name. */
  #withParsed(options: PHash): PHash {
    if (this.#parsed.size === 0) return options;
    const parsed = (option: Value) => {
      const found = option instanceof Map ? this.#parsed.get(option.get('convert_to') ?? null) : undefined;
      return found === undefined ? option : new Map([...(option as PHash), ['convert_to', found]] as const);
    };
    return new Map([...options].map(([key, option]) => [key, parsed(option)]));
  }

  #optionsAbove(invocation: Invocation): PHash | undefined {
    if (this.#environmentOptions === undefined) {
      const global = checkOptions(this.#inGlobal(optionsKey, invocation, hash), undefined);
      const found = this.#provider('environment')?.lookup(optionsKey, invocation, hash);
      const own = checkOptions(found, undefined);
      this.#environmentOptions = {
        value: global && own ? (hash.merge(global, own, false) as PHash) : (global ?? own),
      };
    }
    return this.#environmentOptions.value;
  }

  #converted(key: string, value: Value, convertTo: Value, invocation: Invocation): Value {
    if (convertTo === null) return value;
    const [first, ...args] = Array.isArray(convertTo) ? convertTo : [convertTo];
    const type = typeof first === 'string' ? this.#typeOf(key, first) : (first ?? null);
    if (Array.isArray(convertTo)) this.#parsed.set(convertTo, [type, ...args]);
    try {
      const result = this.#compiler.callFunction('new', [type, value, ...args], invocation.scope);
      const text = () => String(convertToString([type, ...args]));
      invocation.explainer?.say(`Applying convert_to lookup_option with arguments ${text()}`);
      return result;
    } catch (error) {
      if (!(error instanceof PuppetError)) throw error;
      throw new LookupError(
        `The convert_to lookup_option for key '${key}' raised error: ${fullMessage(error)}`,
      );
    }
  }

  #typeOf(key: string, source: string): Value {
    try {
      return this.#compiler.parseType(source);
    } catch (error) {
      if (!(error instanceof PuppetError)) throw error;
      throw new LookupError(
        `Invalid data type in lookup_options for key '${key}' could not parse '${source}', error: '${fullMessage(error)}`,
      );
    }
  }

  /** What `%{lookup('key')}` in data gives: an empty text where nothing is found. */
  #inner(key: string, outer: Invocation): Value {
    const { scope, overrides, defaults } = outer;
    const override = overrides.get(key);
    if (override !== undefined) return override;
    const invocation = new Invocation(scope, outer, overrides, defaults);
    return this.#find(key, invocation) ?? defaults.get(key) ?? '';
  }

  #provider(layer: Layer, module?: string): LayerProvider | undefined {
    const key = module ?? `:${layer}`;
    if (this.#providers.has(key)) return this.#providers.get(key);
    const provider = this.#makeProvider(layer, module);
    this.#providers.set(key, provider);
    return provider;
  }

  #makeProvider(layer: Layer, module: string | undefined): LayerProvider | undefined {
    const { environment } = this.#compiler;
    const directory = module === undefined ? environment.directory : environment.modules.get(module)?.path;
    const configPath = layer === 'global' ? this.#globalConfig : `${directory}/hiera.yaml`;
    if (layer !== 'global' && (directory === undefined || !environment.files.isFile(configPath)))
      return undefined;
    const provider = new LayerProvider({
      compiler: this.#compiler,
      layer,
      configPath,
      module,
      lookup: (text, invocation) => this.#inner(text, invocation),
      fileData: (path, read) => this.#readFile(path, read),
    });
    return layer === 'global' || provider.isUsable ? provider : undefined;
  }

  #readFile(path: string, read: ((text: string) => Value) | undefined): Value {
    const known = this.#fileData.get(path);
    if (known !== undefined) return known;
    const text = this.#compiler.environment.files.read(path);
    if (text === undefined) throw new PuppetError(`No such file or directory @ rb_file_s_stat - ${path}`);
    const value = read === undefined ? text : read(text);
    this.#fileData.set(path, value);
    return value;
  }
}

/** The explanation shows where each of the two came from. */
function joinOptions(above: PHash, own: PHash, module: string, invocation: Invocation): PHash {
  const parts = [
    { name: 'Global and Environment', options: above },
    { name: `Module ${module}`, options: own },
  ];
  return mergeFound(parts, hash, invocation, ({ name, options }) =>
    invocation.within({ kind: 'scope', text: name }, () => invocation.found('lookup_options', options)),
  ) as PHash;
}
