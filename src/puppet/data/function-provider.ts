import { PuppetError } from '../error.ts';
import type { Compiler } from '../evaluate/compiler.ts';
import {
  assertInstance,
  describeMismatch,
  hashType,
  inferType,
  type PType,
  parseType,
  richDataType,
  toText,
} from '../types/index.ts';
import { hashGet, hashHas, hashSet, makeHash } from '../values/keys.ts';
import type { PHash, Value } from '../values/value.ts';
import { dataHashFunctions, readDataFile } from './backends.ts';
import type { Level } from './config.ts';
import { type FunctionCache, lookupContext, NotFoundSignal } from './context.ts';
import { LookupError, wrongArguments } from './errors.ts';
import type { Explained } from './explain.ts';
import type { Invocation } from './invocation.ts';
import { type LookupKey, undig } from './key.ts';
import type { Location } from './location.ts';
import { type MergeStrategy, mergeFound } from './merge.ts';

/** What a level needs of the hierarchy it belongs to, and of the compilation. */
export interface LevelHome {
  readonly compiler: Compiler;
  readonly module: string | undefined;
  readonly configPath: string | undefined;
  readonly interpolate: (value: Value, invocation: Invocation) => Value;
  readonly fileData: (path: string, read: ((text: string) => Value) | undefined) => Value;
}

/** A level of a hierarchy, resolved for one machine: a function, its options and the places it is asked with. */
export class FunctionProvider {
  readonly #caches = new Map<Location | undefined, FunctionCache>();
  readonly #explained: Explained;
  readonly #builtin: boolean;
  readonly #existing: readonly (Location | undefined)[];

  constructor(
    readonly level: Level,
    readonly locations: readonly (Location | undefined)[],
    readonly options: PHash,
    readonly home: LevelHome,
  ) {
    this.#explained = { name: `Hierarchy entry "${level.name}"` };
    this.#builtin = level.kind === 'data_hash' && dataHashFunctions.includes(level.functionName);
    this.#existing = locations.filter((location) => location === undefined || location.exists);
  }

  /** The value of a key, merged from all places; undefined where none has it. */
  lookup(key: LookupKey, invocation: Invocation, strategy: MergeStrategy): Value | undefined {
    if (strategy.first && invocation.explainer === undefined)
      return mergeFound(this.#existing, strategy, invocation, (location) =>
        this.#ask(location, key, invocation),
      );
    return invocation.within({ kind: 'data_provider', provider: this.#explained }, () =>
      mergeFound(this.locations, strategy, invocation, (location) => this.#at(location, key, invocation)),
    );
  }

  #at(location: Location | undefined, key: LookupKey, invocation: Invocation): Value | undefined {
    if (location === undefined) return this.#ask(undefined, key, invocation);
    return invocation.within({ kind: 'location', location }, () => {
      if (location.exists) return this.#ask(location, key, invocation);
      invocation.explainer?.note('location_not_found');
      return undefined;
    });
  }

  #ask(location: Location | undefined, key: LookupKey, invocation: Invocation): Value | undefined {
    const { kind } = this.level;
    if (kind === 'data_hash') return this.#fromHash(location, key, invocation);
    if (kind === 'lookup_key') return this.#fromKey(location, key, invocation);
    if (kind === 'data_dig') return this.#fromDig(location, key, invocation);
    throw new PuppetError(`hiera3_backend '${this.level.functionName}' needs Ruby, and is not supported`, {
      file: this.home.configPath,
    });
  }

  #fromHash(location: Location | undefined, key: LookupKey, invocation: Invocation): Value | undefined {
    const hash = this.#dataHash(location, invocation);
    if (hash === undefined) return undefined;
    const value = hashGet(hash, key.root);
    if (value === undefined) return invocation.notFound(key.root);
    if (!this.#builtin) this.#validate(value, `Value for key '${key.root}', in hash returned from`, location);
    return invocation.found(key.root, this.home.interpolate(value, invocation));
  }

  #dataHash(location: Location | undefined, invocation: Invocation): PHash | undefined {
    const cache = this.#cache(location);
    if (cache.data !== undefined) return cache.data;
    const value = this.#callHash(location, invocation);
    if (value === undefined) return undefined;
    const subject = this.#subject('Value returned from', location);
    cache.data = assertInstance(subject, hashType, value) as PHash;
    this.#warnOfForeignKeys(cache.data, subject);
    return cache.data;
  }

  #callHash(location: Location | undefined, invocation: Invocation): Value | undefined {
    const path = location?.kind === 'path' ? location.location : undefined;
    if (this.#builtin && path !== undefined && this.options.size === 0)
      return readDataFile(this.level.functionName, path, this.home.compiler);
    return this.#call([], location, invocation);
  }

  /** Data of a module is the module's own: other keys are told, and never asked for. */
  #warnOfForeignKeys(data: PHash, subject: string): void {
    const { module, compiler } = this.home;
    if (module === undefined) return;
    for (const key of data.keys()) {
      if (key === 'lookup_options' || String(key).startsWith(`${module}::`)) continue;
      const message = `Module '${module}': ${subject} must use keys qualified with the name of the module`;
      const got = compiler.options.puppetVersion === 8 ? `; got ${key}` : '';
      compiler.log({ level: 'warning', message: message + got, place: {} });
    }
  }

  #fromKey(location: Location | undefined, { root }: LookupKey, invocation: Invocation): Value | undefined {
    const cache = this.#cache(location);
    cache.data ??= new Map();
    if (!hashHas(cache.data, root)) {
      const value = this.#call([root], location, invocation);
      if (value === undefined) return invocation.notFound(root);
      this.#validate(value, `Value for key '${root}', returned from`, location);
      hashSet(cache.data, root, value);
    }
    return invocation.found(root, hashGet(cache.data, root)!);
  }

  #fromDig(location: Location | undefined, key: LookupKey, invocation: Invocation): Value | undefined {
    const cache = this.#cache(location);
    cache.data ??= new Map();
    if (!cache.data.has(key.text)) {
      const value = this.#call([[key.root, ...key.path]], location, invocation);
      if (value === undefined) return invocation.notFound(key.text);
      cache.data.set(key.text, value);
    }
    const value = cache.data.get(key.text)!;
    this.#validate(value, `Value for key '${key.text}', returned from`, location);
    return undig(key, invocation.found(key.text, value));
  }

  /** Calls the function of the level; undefined when it says that it has nothing. */
  #call(args: Value[], location: Location | undefined, invocation: Invocation): Value | undefined {
    const { compiler, configPath } = this.home;
    const { functionName, kind } = this.level;
    if (!compiler.hasFunction(functionName))
      throw new LookupError(
        `Unable to find '${kind}' function named '${functionName}'`,
        { file: configPath },
        'HIERA_DATA_PROVIDER_FUNCTION_NOT_FOUND',
      );
    this.#checkReturnType();
    const context = this.#context(location, invocation);
    try {
      return compiler.callFunction(
        functionName,
        [...args, this.#optionsAt(location), context],
        invocation.scope,
      );
    } catch (signal) {
      if (signal instanceof NotFoundSignal) return undefined;
      throw isRefusal(signal) ? new PuppetError(signal.message, {}, wrongArguments) : signal;
    }
  }

  /** A declared type must not promise more kinds of values than data may have. */
  #checkReturnType(): void {
    const { functionName, kind } = this.level;
    const declared = this.home.compiler.returnTypeOf(functionName);
    if (declared === undefined) return;
    const expected = kind === 'data_hash' ? parseType('Hash[RichDataKey, RichData]') : richDataType();
    if (expected.isAssignable(declared)) return;
    const subject = `Return type of '${kind}' function named '${functionName}' is incorrect,`;
    throw new PuppetError(describeMismatch(subject, expected, declared), {}, 'WRONG_RETURN_TYPE');
  }

  #optionsAt(location: Location | undefined): PHash {
    return location === undefined
      ? this.options
      : makeHash([...this.options, [location.kind, location.location]]);
  }

  #cache(location: Location | undefined): FunctionCache {
    let cache = this.#caches.get(location);
    if (cache === undefined) {
      cache = { entries: new Map() };
      this.#caches.set(location, cache);
    }
    return cache;
  }

  #context(location: Location | undefined, invocation: Invocation) {
    const { compiler, module, interpolate, fileData } = this.home;
    return lookupContext({
      environment: compiler.environment.name,
      module,
      cache: this.#cache(location),
      invocation,
      interpolate,
      fileData,
    });
  }

  #subject(what: string, location: Location | undefined): string {
    const { kind, functionName } = this.level;
    const subject = `${what} ${kind} function '${functionName}'`;
    return location === undefined ? subject : `${subject}, when using location '${location.location}',`;
  }

  #validate(value: Value, what: string, location: Location | undefined): void {
    const type: PType = richDataType();
    if (type.isInstance(value)) return;
    throw new PuppetError(
      `${this.#subject(what, location)} has wrong type, expects Puppet::LookupValue, got ${toText(inferType(value))}`,
    );
  }
}

/** Errors of a body have a place, those of lookups a code. */
function isRefusal(error: unknown): error is PuppetError {
  if (!(error instanceof PuppetError) || error instanceof LookupError) return false;
  return error.file === undefined && error.line === undefined && error.code === undefined;
}
