import { rubyClassName } from '../types/ruby-class.ts';
import { hashGet, hashHas } from '../values/keys.ts';
import type { Value } from '../values/value.ts';
import { LookupError } from './errors.ts';
import type { Invocation } from './invocation.ts';

/** A part of a dotted key: integers index arrays. */
export type Segment = string | number;

/** A key of a lookup: what is looked up, and the path into its value. */
export interface LookupKey {
  readonly text: string;
  readonly root: string;
  readonly path: readonly Segment[];
  /** The module that a qualified key belongs to. */
  readonly module: string | undefined;
}

/** Reads `a::b.c.0`; throws a LookupError where quotes or dots are wrong. */
export function parseKey(text: string): LookupKey {
  const [first, ...path] = splitSegments(text, (problem) => `${problem} in key: '${text}'`);
  const root = String(first);
  const cut = root.indexOf('::');
  return { text, root, path, module: cut < 0 ? undefined : cut === 0 ? root : root.slice(0, cut) };
}

/** The segments of a dotted key; quoted ones may hold dots. Blanks around a segment do not count. */
export function splitSegments(key: string, wrong: (problem: string) => string): Segment[] {
  if (!/['".]/.test(key)) return [key];
  const pieces = key.split(/(\s*"[^"]+"\s*|\s*'[^']+'\s*|[^'".]+)/);
  while (pieces.at(-1) === '') pieces.pop();
  const [head, ...rest] = pieces;
  const segments = rest.filter((piece) => piece !== '.');
  if (head !== '' || rest.length === 0 || segments.length * 2 !== rest.length + 1)
    throw new LookupError(wrong('Syntax error'));
  return segments.map((segment) => toSegment(segment.trim()));
}

function toSegment(segment: string): Segment {
  if (/^["']/.test(segment)) return segment.slice(1, -1);
  if (!/^:?[+-]?[0-9]+$/.test(segment)) return segment;
  return segment.startsWith(':') ? 0 : Number(segment);
}

/** The value below a path, undefined where it ends early; throws a LookupError at what cannot be walked. */
export function dig(
  key: string,
  path: readonly Segment[],
  value: Value,
  invocation: Invocation,
): Value | undefined {
  if (path.length === 0) return value;
  return invocation.within({ kind: 'sub_key', segments: path }, () => {
    let at: Value | undefined = value;
    for (const segment of path) {
      const from: Value = at;
      at = invocation.within({ kind: 'segment' }, () => step(key, segment, from, invocation));
      if (at === undefined) return undefined;
    }
    return at;
  });
}

function step(key: string, segment: Segment, value: Value, invocation: Invocation): Value | undefined {
  const missing = () => invocation.notFound(String(segment));
  if (value === null) return missing();
  let found: Value | undefined;
  if (typeof segment === 'number' && Array.isArray(value)) found = segment < 0 ? undefined : value[segment];
  else if (value instanceof Map) found = hashHas(value, segment) ? hashGet(value, segment) : undefined;
  else throw new LookupError(mismatch(key, segment, value));
  return found === undefined ? missing() : invocation.found(String(segment), found);
}

function mismatch(key: string, segment: Segment, value: Value): string {
  return `Data Provider type mismatch: Got ${rubyClassName(value)} when a hash-like object was expected to access value using '${segment}' from key '${key}'`;
}

/** A structure that holds a value at the path of a key, for what data_dig functions give. */
export function undig({ path }: LookupKey, value: Value): Value {
  return [...path].reverse().reduce<Value>((inner, segment) => {
    if (typeof segment === 'string') return new Map([[segment, inner]]);
    return [...Array<Value>(segment).fill(null), inner];
  }, value);
}
