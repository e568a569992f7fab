import { PuppetError } from '../error.ts';
import { splitKey } from '../functions/support/navigation.ts';
import { inferType, toText } from '../types/index.ts';
import { hashGet, hashHas } from '../values/keys.ts';
import type { Value } from '../values/value.ts';

/** A key of a lookup: what is looked up, and the path into its value. */
export interface LookupKey {
  readonly text: string;
  readonly root: string;
  readonly path: readonly (string | number)[];
  /** The module that a qualified key belongs to. */
  readonly module?: string;
}

/** Reads `a::b.c.0`. Throws a PuppetError where quotes or dots are wrong. */
export function parseKey(text: string): LookupKey {
  const [root = '', ...path] =
    text.includes('.') || /["']/.test(text) ? splitKey(text, `Syntax error in string: ${text}`) : [text];
  const name = String(root);
  const cut = name.indexOf('::');
  return { text, root: name, path, module: cut > 0 ? name.slice(0, cut) : undefined };
}

/** The value below a path; undefined where it ends early. */
export function digValue(value: Value, path: readonly (string | number)[], key: string): Value | undefined {
  let at: Value | undefined = value;
  for (const segment of path) {
    if (at === null || at === undefined) return undefined;
    at = step(at, segment, key);
  }
  return at;
}

function step(value: Value, segment: string | number, key: string): Value | undefined {
  if (Array.isArray(value)) {
    if (typeof segment === 'number') return value[segment];
  } else if (value instanceof Map) {
    return hashHas(value, segment) ? (hashGet(value, segment) as Value) : undefined;
  }
  throw new PuppetError(
    `Data Provider type mismatch: Got ${toText(inferType(value).generalize())} when a hash-like object was needed to access value using '${segment}' from key '${key}'`,
  );
}
