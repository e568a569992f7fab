import { PuppetError } from '../error.ts';
import { PFloat, PSensitive, type Value } from '../values/value.ts';
import type { CompilerCatalog } from './compiler-catalog.ts';

interface Size {
  characters: number;
  /** Arrays and hashes within each other. */
  depth: number;
}

const mostDepth = 1_000;
const other: Size = { characters: 40, depth: 0 };

/**
 * Throws when writing the catalog down would take more than so many characters, or its values lie within each other
 * deeper than writers follow. What several parameters share is measured once, and counted each time.
 */
export function checkSize(catalog: CompilerCatalog, mostCharacters: number): void {
  const known = new Map<Value, Size>();
  let characters = 0;
  for (const resource of catalog.resources) {
    for (const { value } of resource.params.values()) {
      characters += typeof value === 'string' ? value.length : measure(value, known, 0).characters;
    }
    if (characters > mostCharacters)
      throw new PuppetError(`catalog longer than ${mostCharacters} characters`);
  }
}

function measure(value: Value, known: Map<Value, Size>, outer: number): Size {
  if (typeof value === 'string') return { characters: value.length + 4, depth: 0 };
  if (typeof value !== 'object' || value === null || value instanceof PFloat) return other;
  if (value instanceof PSensitive) return measure(value.value, known, outer);
  const before = known.get(value);
  if (before !== undefined) return outer + before.depth > mostDepth ? tooDeep() : before;
  const parts = Array.isArray(value)
    ? value
    : value instanceof Map
      ? [...value.keys(), ...value.values()]
      : undefined;
  if (parts === undefined) return other;
  if (outer > mostDepth) return tooDeep();
  const size = { characters: 4, depth: 0 };
  for (const part of parts) {
    const inner = measure(part, known, outer + 1);
    size.characters += inner.characters;
    size.depth = Math.max(size.depth, inner.depth + 1);
  }
  known.set(value, size);
  return size;
}

function tooDeep(): never {
  throw new PuppetError('stack level too deep');
}
