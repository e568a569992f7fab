import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
  type Node as YamlNode,
} from 'yaml';
import type { Code } from '../diagnostics/codes.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from './node.ts';
import { placeOfRange, type Source } from './source.ts';

/** How deep a document may be nested, and how many values it may hold with its aliases written out. */
const deepest = 32;
const heaviest = 100_000;

interface Conversion {
  readonly source: Source;
  readonly diagnostics: Diagnostic[];
  /** The value of each anchor so far; null while it is being read. */
  readonly anchors: Map<string, Node | null>;
}

/** Turns what the YAML library composed into nodes of our own: checked, limited, aliases followed. */
export function convert(source: Source, document: Document): { root: Node; diagnostics: Diagnostic[] } {
  const conversion: Conversion = { source, diagnostics: [], anchors: new Map() };
  const root = document.contents
    ? convertNode(conversion, document.contents as YamlNode, 0)
    : nullNode(source, source.text.length, source.text.length);
  if (root.weight > heaviest && conversion.diagnostics.length === 0) {
    report(conversion, 'read/limit', root.start, root.start, 'The file holds too many values.');
  }
  return { root, diagnostics: conversion.diagnostics };
}

function convertNode(conversion: Conversion, node: YamlNode, depth: number): Node {
  const [start, end] = rangeOf(node);
  if (depth > deepest) {
    return refuse(
      conversion,
      'read/limit',
      start,
      end,
      `Values are nested more than ${deepest} levels deep.`,
    );
  }
  if (isAlias(node)) return follow(conversion, node.source, start, end);
  const anchor = (node as Scalar | YAMLMap | YAMLSeq).anchor;
  if (anchor !== undefined) conversion.anchors.set(anchor, null);
  const converted = convertValue(conversion, node, start, end, depth);
  if (anchor !== undefined) conversion.anchors.set(anchor, converted);
  return converted;
}

function convertValue(
  conversion: Conversion,
  node: YamlNode,
  start: number,
  end: number,
  depth: number,
): Node {
  if (isMap(node)) return convertMapping(conversion, node, start, end, depth);
  if (isSeq(node)) return convertSequence(conversion, node, start, end, depth);
  const value = isScalar(node) ? node.value : undefined;
  if (isPlainScalar(value)) {
    return { kind: 'scalar', value, source: conversion.source, start, end, weight: 1 };
  }
  return refuse(
    conversion,
    'read/syntax',
    start,
    end,
    'This is no text, number, true, false, list or mapping.',
  );
}

function isPlainScalar(value: unknown): value is ScalarNode['value'] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** The library lets a block collection end where the next thing begins; here it ends with its last value. */
function convertMapping(
  conversion: Conversion,
  map: YAMLMap,
  start: number,
  end: number,
  depth: number,
): MappingNode {
  const entries = new Map<string, Entry>();
  let weight = 1;
  let last = start;
  for (const pair of map.items) {
    const key = pair.key as YamlNode | null;
    const [keyStart, keyEnd] = key ? rangeOf(key) : [start, start];
    const value = pair.value
      ? convertNode(conversion, pair.value as YamlNode, depth + 1)
      : nullNode(conversion.source, keyEnd, keyEnd);
    weight += value.weight;
    last = value.end;
    const name = keyName(conversion, key, keyStart, keyEnd, entries);
    if (name !== undefined) entries.set(name, { keyStart, keyEnd, value });
  }
  const stop = map.flow ? end : last;
  return { kind: 'mapping', entries, source: conversion.source, start, end: stop, weight };
}

/** The text of a key that may stand here, `undefined` after saying why it may not. */
function keyName(
  conversion: Conversion,
  key: YamlNode | null,
  start: number,
  end: number,
  entries: ReadonlyMap<string, Entry>,
): string | undefined {
  const value = isScalar(key) ? key.value : undefined;
  if (typeof value !== 'string') {
    const hint = isScalar(key) ? 'put it in quotes' : undefined;
    return void report(conversion, 'read/syntax', start, end, 'A key must be text.', hint);
  }
  if (value === '<<') {
    const hint = 'repeat the values, or use the defaults of the site or the platform';
    return void report(conversion, 'read/syntax', start, end, 'Merge keys are not part of YAML 1.2.', hint);
  }
  const first = entries.get(value);
  if (!first) return value;
  const related = [
    {
      place: placeOfRange(conversion.source, first.keyStart, first.keyEnd),
      message: 'The first one is here.',
    },
  ];
  const message = `The key '${value}' is given twice.`;
  report(conversion, 'read/duplicate-key', start, end, message, 'remove one of them', related);
  return undefined;
}

function convertSequence(
  conversion: Conversion,
  sequence: YAMLSeq,
  start: number,
  end: number,
  depth: number,
): SequenceNode {
  const items = sequence.items.map((item) => convertNode(conversion, item as YamlNode, depth + 1));
  const weight = items.reduce((sum, item) => sum + item.weight, 1);
  const stop = sequence.flow ? end : (items.at(-1)?.end ?? end);
  return { kind: 'sequence', items, source: conversion.source, start, end: stop, weight };
}

function follow(conversion: Conversion, name: string, start: number, end: number): Node {
  const target = conversion.anchors.get(name);
  if (target === null) {
    return refuse(conversion, 'read/alias', start, end, `The alias *${name} refers to what it is part of.`);
  }
  if (!target) {
    return refuse(
      conversion,
      'read/alias',
      start,
      end,
      `The alias *${name} has no anchor &${name} before it.`,
    );
  }
  if (target.weight <= heaviest) return target;
  const message = `With the alias *${name} written out, the file holds more than ${heaviest} values.`;
  return refuse(conversion, 'read/limit', start, end, message);
}

function rangeOf(node: YamlNode): [start: number, end: number] {
  const range = node.range ?? [0, 0, 0];
  return [range[0], range[1]];
}

function nullNode(source: Source, start: number, end: number): ScalarNode {
  return { kind: 'scalar', value: null, source, start, end, weight: 1 };
}

function refuse(conversion: Conversion, code: Code, start: number, end: number, message: string): Node {
  report(conversion, code, start, end, message);
  return nullNode(conversion.source, start, end);
}

function report(
  { source, diagnostics }: Conversion,
  code: Code,
  start: number,
  end: number,
  message: string,
  hint?: string,
  related?: Diagnostic['related'],
): void {
  const place = placeOfRange(source, start, end);
  diagnostics.push({ code, severity: 'error', message, place, hint, related });
}
