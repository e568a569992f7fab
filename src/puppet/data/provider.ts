import { PuppetError } from '../error.ts';
import type { Compiler } from '../evaluate/compiler.ts';
import { eql } from '../values/equality.ts';
import type { PHash, Value } from '../values/value.ts';
import { checkNames, type HieraConfig, type Layer, type Level, readConfig } from './config.ts';
import { LookupError } from './errors.ts';
import type { Explained } from './explain.ts';
import { FunctionProvider, type LevelHome } from './function-provider.ts';
import { type InnerLookup, type Interpolation, interpolate, interpolatePath } from './interpolate.ts';
import { Invocation, type Remembered } from './invocation.ts';
import { dig, type LookupKey } from './key.ts';
import { joinPath, resolveLocations } from './location.ts';
import { type MergeStrategy, mergeFound } from './merge.ts';

/** What a layer is made from. */
export interface LayerParts {
  readonly compiler: Compiler;
  readonly layer: Layer;
  readonly configPath: string;
  readonly module?: string;
  readonly lookup: InnerLookup;
  readonly fileData: LevelHome['fileData'];
}

/** The hierarchies of one layer: global, of the environment, or of a module. */
export class LayerProvider implements Explained {
  readonly module: string | undefined;
  #config: HieraConfig | undefined;
  #levels: readonly FunctionProvider[] | undefined;
  #defaultLevels: readonly FunctionProvider[] = [];
  #remembered: readonly Remembered[] = [];

  constructor(readonly parts: LayerParts) {
    this.module = parts.module;
  }

  get name(): string {
    const { layer, module } = this.parts;
    const place = `${layer.charAt(0).toUpperCase()}${layer.slice(1)} `;
    const version =
      this.#config === undefined ? '' : ` (hiera configuration version ${this.#config.version})`;
    return `${place}${module === undefined ? '' : `"${module}" `}Data Provider${version}`;
  }

  get configPath(): string | undefined {
    return this.#config?.path;
  }

  /** Whether there is a configuration that counts; reads it. */
  get isUsable(): boolean {
    this.#config ??= this.#read();
    return this.#config !== undefined;
  }

  get config(): HieraConfig {
    this.#config ??= this.#read();
    return this.#config!;
  }

  #read(): HieraConfig | undefined {
    const { compiler, configPath, layer } = this.parts;
    return readConfig(compiler.environment.files, configPath, layer, (message, kind) => {
      if (kind === 'ignored' && compiler.options.strict === 'error') throw this.#refusal();
      if (kind === undefined) compiler.log({ level: 'warning', message, place: {} });
      else
        compiler.warnOnce(kind, kind === 'deprecation' ? 'hiera.yaml' : configPath, message, {
          file: configPath,
        });
    });
  }

  #refusal(): LookupError {
    const { configPath, layer } = this.parts;
    const message = `hiera.yaml version 3 cannot be used in ${layer === 'module' ? 'a' : 'an'} ${layer}`;
    return new LookupError(message, { file: configPath }, 'HIERA_VERSION_3_NOT_GLOBAL');
  }

  /** The value that the hierarchy has for a key, or the default hierarchy; undefined where it has none. */
  lookup(
    key: LookupKey,
    invocation: Invocation,
    strategy: MergeStrategy,
    inDefault = false,
  ): Value | undefined {
    return invocation.check(key.text, () => {
      const { config } = this;
      const levels = inDefault ? this.#resolved(config, invocation, true) : undefined;
      if (levels?.length === 0) return invocation.notFound(key.text);
      return invocation.within({ kind: 'data_provider', provider: this }, () => {
        const all = levels ?? this.#resolved(config, invocation, false);
        if (all.length === 0) return invocation.notFound(key.text);
        return mergeFound(all, strategy, invocation, (level) => level.lookup(key, invocation, strategy));
      });
    });
  }

  /** The levels; they are resolved again when a variable that they were made from has changed. */
  #resolved(config: HieraConfig, invocation: Invocation, inDefault: boolean): readonly FunctionProvider[] {
    if (this.#levels === undefined || !this.#isStable(invocation)) {
      if (this.#levels !== undefined)
        invocation.explainer?.say(
          'Hiera configuration recreated due to change of scope variables used in interpolation expressions',
        );
      this.#resolve(config, invocation);
    }
    return inDefault ? this.#defaultLevels : this.#levels!;
  }

  #resolve(config: HieraConfig, invocation: Invocation): void {
    const collecting = new Invocation(invocation.scope);
    collecting.remembered = [];
    try {
      this.#levels = this.#levelsOf(config.hierarchy, config, collecting);
      this.#defaultLevels = this.#levelsOf(config.defaultHierarchy ?? [], config, collecting);
    } catch (error) {
      throw inConfig(error, config, this.parts.compiler);
    }
    const seen = new Set<string>();
    this.#remembered = collecting.remembered.filter(({ key }) => !seen.has(key) && seen.add(key));
  }

  #levelsOf(levels: readonly Level[], config: HieraConfig, invocation: Invocation): FunctionProvider[] {
    checkNames(levels, config, this.parts.compiler.environment.files);
    return levels.flatMap((level) => this.#levelOf(level, config, invocation) ?? []);
  }

  #levelOf(level: Level, config: HieraConfig, invocation: Invocation): FunctionProvider | undefined {
    if (level.refusal !== undefined) throw level.refusal;
    const { compiler, lookup, fileData, module } = this.parts;
    const context: Interpolation = { invocation, lookup, methods: false };
    const root = joinPath(config.root, level.datadir);
    const old = config.version === 4;
    const datadir = old ? root : interpolatePath(root, context);
    const resolve = () => resolveLocations(level.locations, datadir, compiler.environment.files, context);
    const resolved = old ? resolve() : compiler.forgiving(resolve);
    const locations = config.path === undefined ? resolved?.filter(({ exists }) => exists) : resolved;
    if (config.path === undefined && locations?.length === 0) return undefined;
    const home: LevelHome = {
      compiler,
      module,
      configPath: config.path,
      fileData,
      interpolate: (value, inner) => interpolate(value, { invocation: inner, lookup, methods: true }),
    };
    const options = interpolate(level.options, context) as PHash;
    return new FunctionProvider(level, locations ?? [undefined], options, home);
  }

  #isStable(invocation: Invocation): boolean {
    if (this.#remembered.length === 0) return true;
    return invocation.silently(() =>
      this.parts.compiler.forgiving(() => this.#remembered.every((one) => isUnchanged(one, invocation))),
    );
  }
}

function isUnchanged({ key, root, path, value, start }: Remembered, invocation: Invocation): boolean {
  const current = invocation.scope.lookupVariable(root);
  // No value is changed in place.
  if (current === start) return true;
  const now = current === null ? null : (dig(key, path, current, invocation) ?? null);
  return now === value || eql(now, value);
}

/** Errors of interpolation in a hiera.yaml name the file, and an unknown variable the line. */
function inConfig(error: unknown, { path }: HieraConfig, { environment }: Compiler): unknown {
  if (error instanceof LookupError && error.issue !== undefined && error.file === undefined)
    return new LookupError(error.message, { file: path }, error.issue);
  const name =
    error instanceof PuppetError ? /^Undefined variable '([^']+)'/.exec(error.message)?.[1] : undefined;
  if (name === undefined || path === undefined) return error;
  const lines = (environment.files.read(path) ?? '').split('\n');
  const index = lines.findIndex((line) => line.includes(`%{${name}}`));
  return new LookupError(
    `Undefined variable '${name}'`,
    { file: path, line: index === -1 ? undefined : index + 1 },
    'HIERA_UNDEFINED_VARIABLE',
  );
}
