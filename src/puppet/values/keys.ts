import { PType } from '../types/type.ts';
import {
  PBinary,
  PFloat,
  type PHash,
  PObject,
  PRegexp,
  PSemVer,
  PSemVerRange,
  PSensitive,
  PTimespan,
  PTimestamp,
  PUri,
  type Value,
} from './value.ts';

/**
 * The one object that stands for all structurally equal values (Ruby's `eql?`), to be used as a Map or Set key.
 * Strings, integers, booleans, undef and default are their own.
 */
export function internKey(value: Value): Value {
  return typeof value === 'object' && value !== null ? internStructure(value) : value;
}

const interned = new Map<string, Value>();

function internStructure(value: Value): Value {
  const text = structuralKey(value);
  const known = interned.get(text);
  if (known !== undefined) return known;
  interned.set(text, value);
  return value;
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

function identity(value: object): string {
  let id = identities.get(value);
  if (id === undefined) {
    id = ++lastIdentity;
    identities.set(value, id);
  }
  return `#${id}`;
}

/** A text equal for two values when, and only when, they are `eql?`. */
export function structuralKey(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(structuralKey).join(',')}]`;
  if (value instanceof Map) return `{${hashKeys(value).join(',')}}`;
  if (value instanceof PFloat) return `f${value}`;
  if (value instanceof PRegexp) return `r${value.flags}${value.source}`;
  if (value instanceof PSensitive) return `s(${structuralKey(value.value)})`;
  if (value instanceof PType) return `t${value.identityKey()}`;
  return opaqueKey(value);
}

function hashKeys(hash: PHash): string[] {
  return [...hash].map(([key, entry]) => `${structuralKey(key)}:${structuralKey(entry)}`).sort();
}

function opaqueKey(value: Exclude<Value, null | string | number | bigint | boolean>): string {
  if (value instanceof PSemVer) return `v${value}`;
  if (value instanceof PSemVerRange) return `w${value}`;
  if (value instanceof PTimestamp) return `T${value.nsecs}`;
  if (value instanceof PTimespan) return `S${value.nsecs}`;
  if (value instanceof PUri) return `u${value}`;
  if (value instanceof PBinary) return `b${value}`;
  if (value instanceof PObject) return value.type.instanceKey(value) ?? identity(value);
  return identity(value);
}

/** The entry under an equal key, undefined when there is none. */
export function hashGet(hash: PHash, key: Value): Value | undefined {
  return hash.get(internKey(key));
}

/** Whether there is an entry under an equal key. */
export function hashHas(hash: PHash, key: Value): boolean {
  return hash.has(internKey(key));
}

/** Adds to a hash that is still being built. */
export function hashSet(hash: PHash, key: Value, value: Value): void {
  hash.set(internKey(key), value);
}

/** A hash of the entries; a later equal key replaces the value and keeps the place. */
export function makeHash(entries: Iterable<readonly [Value, Value]> = []): PHash {
  const hash: PHash = new Map();
  for (const [key, value] of entries) hash.set(internKey(key), value);
  return hash;
}
