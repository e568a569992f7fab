import type { Block } from '../functions/api.ts';
import { PFloat, type PHash, PRegexp, type Value } from '../values/value.ts';
import { countVisit } from './visits.ts';

/**
 * A value of the Ruby that templates run: those of Puppet, and what Ruby adds. Arrays and hashes that came from Puppet
 * are never changed: what changes one works on a copy (see `Owned`).
 */
export type RubyValue = unknown;

/** A symbol; equal ones are the same object. */
export class RubySymbol {
  private constructor(readonly name: string) {}
  static readonly #known = new Map<string, RubySymbol>();
  static of(name: string): RubySymbol {
    let symbol = RubySymbol.#known.get(name);
    if (!symbol) {
      symbol = new RubySymbol(name);
      RubySymbol.#known.set(name, symbol);
    }
    return symbol;
  }
}

export class RubyRange {
  constructor(
    readonly from: RubyValue,
    readonly to: RubyValue,
    readonly exclusive: boolean,
  ) {}
}

/** A block, a lambda or a method. `arity` is the number of plain parameters. */
export class RubyProc {
  constructor(
    readonly call: (args: readonly RubyValue[]) => RubyValue,
    readonly arity: number,
    /** The block of a manifest that it calls. */
    readonly origin?: Block,
  ) {}
}

/** An object of the host: the scope, a match, an address; it answers by name. */
export interface RubyObject {
  readonly rubyClass: string;
  send(name: string, args: readonly RubyValue[], block: RubyProc | null): RubyValue | undefined;
  toString(): string;
}

/** A class or module by name. */
export class RubyConstant {
  constructor(readonly path: string) {}
}

export function isRubyObject(value: RubyValue): value is RubyObject {
  return typeof value === 'object' && value !== null && 'rubyClass' in value;
}

export const isHash = (value: RubyValue): value is PHash => value instanceof Map;
export const isArray = (value: RubyValue): value is RubyValue[] => Array.isArray(value);
export const isInteger = (value: RubyValue): value is number | bigint =>
  typeof value === 'number' || typeof value === 'bigint';
export const isNumber = (value: RubyValue): value is number | bigint | PFloat =>
  isInteger(value) || value instanceof PFloat;
export const truthy = (value: RubyValue): boolean => value !== null && value !== false && value !== undefined;

/** The JavaScript number of a numeric. */
export function toNumber(value: RubyValue): number {
  return value instanceof PFloat ? value.value : Number(value);
}

const classes: readonly (readonly [string, (value: RubyValue) => boolean])[] = [
  ['Float', (value) => value instanceof PFloat],
  ['Symbol', (value) => value instanceof RubySymbol],
  ['Regexp', (value) => value instanceof PRegexp],
  ['Range', (value) => value instanceof RubyRange],
  ['Proc', (value) => value instanceof RubyProc],
  ['Class', (value) => value instanceof RubyConstant],
];

/** The name of a value's class. */
export function classOf(value: RubyValue): string {
  if (typeof value === 'string') return 'String';
  if (isHash(value)) return 'Hash';
  if (isArray(value)) return 'Array';
  if (value === null || value === undefined) return 'NilClass';
  if (isInteger(value)) return 'Integer';
  if (typeof value === 'boolean') return value ? 'TrueClass' : 'FalseClass';
  return classes.find(([, test]) => test(value))?.[0] ?? (isRubyObject(value) ? value.rubyClass : 'Object');
}

const ancestors: Readonly<Record<string, readonly string[]>> = {
  Integer: ['Fixnum', 'Bignum', 'Numeric', 'Comparable'],
  Float: ['Numeric', 'Comparable'],
  String: ['Comparable'],
  Array: ['Enumerable'],
  Hash: ['Enumerable'],
  Range: ['Enumerable'],
};

/** Ruby's `is_a?`. */
export function isA(value: RubyValue, name: string): boolean {
  const own = classOf(value);
  return own === name || name === 'Object' || (ancestors[own]?.includes(name) ?? false);
}

/** Which arrays and hashes a template made itself, and may change. */
export class Owned {
  readonly #made = new WeakSet<object>();
  add<T extends object>(value: T): T {
    this.#made.add(value);
    return value;
  }
  has(value: object): boolean {
    return this.#made.has(value);
  }
}

/** A value as Puppet takes it: symbols become strings. */
export function toPuppet(value: RubyValue): Value {
  if (value === undefined) return null;
  if (value instanceof RubySymbol) return value.name;
  if (isArray(value) || isHash(value)) countVisit();
  if (isArray(value)) return value.map(toPuppet);
  if (isHash(value)) return new Map([...value].map(([key, item]) => [toPuppet(key), toPuppet(item)]));
  return value as Value;
}
