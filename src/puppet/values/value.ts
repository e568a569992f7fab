import type { PObjectType } from '../types/object-type.ts';
import type { PType } from '../types/type.ts';
import { formatFloat } from './float.ts';
import { compileRubyRegexp } from './ruby-regexp.ts';
import type { VersionInterval } from './version-interval.ts';

/**
 * A run-time value of the Puppet language. undef is `null`; an Integer is a `number`, or a `bigint` beyond the
 * safe integers only (see `normalizeInteger`); arrays and hashes are never changed once made. Hash keys go through
 * `internKey`, so that Map identity is Puppet's (Ruby's `eql?`).
 */
export type Value =
  | null
  | boolean
  | string
  | number
  | bigint
  | PFloat
  | PDefault
  | PRegexp
  | PSensitive
  | PSemVer
  | PSemVerRange
  | PTimestamp
  | PTimespan
  | PUri
  | PBinary
  | PObject
  | PIterator
  | PCallable
  | PType
  | Value[]
  | PHash;

/** A Hash: insertion order, interned keys. Read it with `hashGet`, make it with `makeHash` or `hashSet`. */
export interface PHash extends Map<Value, Value> {}

/** A Float, boxed so that 1.0 differs from the Integer 1. */
export class PFloat {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
  toString(): string {
    return formatFloat(this.value);
  }
}

/** The class of `DEFAULT`. */
export class PDefault {
  toString(): string {
    return 'default';
  }
}

/** The value of the literal `default`. */
export const DEFAULT = new PDefault();

/** A Regexp. `source` is the Ruby text without slashes; the JavaScript expression is compiled when first used. */
export class PRegexp {
  readonly source: string;
  readonly #flags: string;
  #compiled: RegExp | undefined;
  constructor(source: string, flags = '') {
    this.source = source;
    this.#flags = flags;
  }
  /** Ruby's option letters (`i`, `m`, `x`), in Ruby's order `mix`. */
  get flags(): string {
    return this.#flags;
  }
  /** Without `g` and `y`, so that `exec` is stateless. Throws a PuppetError when the source is not valid. */
  get regexp(): RegExp {
    this.#compiled ??= compileRubyRegexp(this.source, this.#flags);
    return this.#compiled;
  }
  /** The source with its flags around it, where there are any: `(?i-mx:a)`. */
  get text(): string {
    if (this.#flags === '') return this.source;
    const off = [...'mix'].filter((letter) => !this.#flags.includes(letter)).join('');
    return `(?${this.#flags}${off === '' ? '' : `-${off}`}:${this.source})`;
  }
  toString(): string {
    return `/${escapeSlashes(this.text)}/`;
  }
}

function escapeSlashes(source: string): string {
  return source
    .replace(/\\[\s\S]|\//g, (token) => (token === '/' ? '\\/' : token))
    .replace(/[\x00-\x08\x0e-\x1f\x7f]/g, (char) => `\\x${hex(char)}`);
}

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0');
}

/** A value hidden from logs and messages. */
export class PSensitive {
  readonly value: Value;
  constructor(value: Value) {
    this.value = value;
  }
  toString(): string {
    return 'Sensitive [value redacted]';
  }
}

/** A semantic version; `prerelease` and `build` are null when absent, their numeric parts are numbers. */
export class PSemVer {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: readonly (string | number)[] | null;
  readonly build: readonly string[] | null;
  constructor(
    major: number,
    minor: number,
    patch: number,
    prerelease: readonly (string | number)[] | null = null,
    build: readonly string[] | null = null,
  ) {
    this.major = major;
    this.minor = minor;
    this.patch = patch;
    this.prerelease = prerelease;
    this.build = build;
  }
  toString(): string {
    const pre = this.prerelease === null ? '' : `-${this.prerelease.join('.')}`;
    const build = this.build === null ? '' : `+${this.build.join('.')}`;
    return `${this.major}.${this.minor}.${this.patch}${pre}${build}`;
  }
}

/** A range of versions: the union of `ranges`; `text` is how Puppet prints it. Made by `parseSemVerRange` and its kin. */
export class PSemVerRange {
  readonly text: string;
  readonly ranges: readonly VersionInterval[];
  constructor(text: string, ranges: readonly VersionInterval[]) {
    this.text = text;
    this.ranges = ranges;
  }
  toString(): string {
    return this.text;
  }
}

/** A point in time, in nanoseconds since 1970 UTC. Printed by `formatTimestamp` of the types folder. */
export class PTimestamp {
  readonly nsecs: bigint;
  constructor(nsecs: bigint) {
    this.nsecs = nsecs;
  }
}

/** A duration in nanoseconds, may be negative. */
export class PTimespan {
  readonly nsecs: bigint;
  constructor(nsecs: bigint) {
    this.nsecs = nsecs;
  }
}

/** The parts of a URI, null when absent, as Ruby's URI library splits them. */
export interface UriParts {
  scheme: string | null;
  userinfo: string | null;
  host: string | null;
  port: number | null;
  path: string | null;
  query: string | null;
  fragment: string | null;
  opaque: string | null;
}

/** A URI; `text` is its canonical spelling. */
export class PUri {
  readonly text: string;
  readonly parts: UriParts;
  constructor(text: string, parts: UriParts) {
    this.text = text;
    this.parts = parts;
  }
  toString(): string {
    return this.text;
  }
}

/** Bytes. Printed as base64. */
export class PBinary {
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  toString(): string {
    return Buffer.from(this.bytes).toString('base64');
  }
}

/** An instance of an Object type (also Deferred, Error, Target); attributes in declared order, defaults included. */
export class PObject {
  readonly type: PObjectType;
  readonly attributes: ReadonlyMap<string, Value>;
  /** Functions of objects that only the compiler makes, by name. */
  methods?: ReadonlyMap<string, (args: readonly Value[], block: PCallable | undefined) => Value>;
  constructor(type: PObjectType, attributes: ReadonlyMap<string, Value>) {
    this.type = type;
    this.attributes = attributes;
  }
}

/** A lazy sequence; can be walked several times. `hashStyle` when its elements are key and value pairs of a hash. */
export class PIterator {
  readonly elementType: PType;
  readonly hashStyle: boolean;
  readonly #walk: () => Iterator<Value>;
  /** `reversed`, where known, walks backwards without unrolling. */
  constructor(elementType: PType, walk: () => Iterator<Value>, hashStyle = false) {
    this.elementType = elementType;
    this.#walk = walk;
    this.hashStyle = hashStyle;
  }
  [Symbol.iterator](): Iterator<Value> {
    return this.#walk();
  }
}

/** A lambda or a function as a value. */
export abstract class PCallable {
  /** The Callable type: parameters, block, return type. */
  abstract readonly type: PType;
  /** Names of the parameters, for messages. */
  abstract readonly parameterNames: readonly string[];
  /** Checks the arguments, then calls. */
  abstract call(args: readonly Value[], block?: PCallable | null): Value;
}
