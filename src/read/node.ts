import type { Place } from '../diagnostics/diagnostic.ts';
import { placeOfRange, type Source } from './source.ts';

/** A value of a YAML file with its range of offsets. An alias is the node of its anchor. */
export type Node = ScalarNode | MappingNode | SequenceNode;

interface NodeBase {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  /** How many nodes it is, with all in it, aliases written out. */
  readonly weight: number;
}

/** A single value. */
export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
}

/** Keys with values, in the order of the file. */
export interface MappingNode extends NodeBase {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, Entry>;
}

/** A key and its value. */
export interface Entry {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: Node;
}

/** A list of values. */
export interface SequenceNode extends NodeBase {
  readonly kind: 'sequence';
  readonly items: readonly Node[];
}

/** The keys and indexes that lead to a value in a document. */
export type Path = readonly (string | number)[];

/** The place of a value. */
export function placeOfNode(node: Node): Place {
  return placeOfRange(node.source, node.start, node.end);
}

/** The place of a key in a mapping; that of the mapping where it has no such key. */
export function placeOfKey(node: Node, key: string | number): Place {
  const entry = node.kind === 'mapping' ? node.entries.get(String(key)) : undefined;
  return entry ? placeOfRange(node.source, entry.keyStart, entry.keyEnd) : placeOfNode(node);
}

/** The place where a value begins, a point: for what a whole file describes. */
export function placeOfStart(node: Node): Place {
  return placeOfRange(node.source, node.start, node.start);
}

/** The value in another one, `undefined` where there is none. */
export function childOf(node: Node | undefined, key: string | number): Node | undefined {
  if (node?.kind === 'mapping') return node.entries.get(String(key))?.value;
  return node?.kind === 'sequence' ? node.items[Number(key)] : undefined;
}

/** The value at a path, `undefined` where there is none. */
export function nodeAt(node: Node | undefined, path: Path): Node | undefined {
  return path.reduce<Node | undefined>(childOf, node);
}

/** The place of the value at a path, or of the closest thing around it that the file holds. */
export function placeAtPath(root: Node, path: Path): Place {
  for (let length = path.length; length > 0; length--) {
    const node = nodeAt(root, path.slice(0, length));
    if (node) return placeOfNode(node);
  }
  return placeOfNode(root);
}

/** The place of the key that introduces the value at a path; of the value where it is an item of a list. */
export function placeOfKeyAt(root: Node, path: Path): Place {
  const parent = nodeAt(root, path.slice(0, -1));
  const key = path.at(-1);
  if (parent?.kind === 'mapping' && key !== undefined) return placeOfKey(parent, key);
  return placeAtPath(root, path);
}

/** Plain data, as a schema validates it. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/** The value without positions, new objects throughout. */
export function plainOf(node: Node): Plain {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plainOf);
  const plain: { [key: string]: Plain } = {};
  for (const [key, { value }] of node.entries) setOwn(plain, key, plainOf(value));
  return plain;
}

/** Sets a property even where its name is `__proto__`. */
function setOwn(target: { [key: string]: Plain }, key: string, value: Plain): void {
  if (key !== '__proto__') target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
