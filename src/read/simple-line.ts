import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from './node.ts';
import type { Source } from './source.ts';

/** Where the quick reader is in a line. */
export interface LineReader {
  readonly source: Source;
  readonly text: string;
  /** In a flow collection, the character that is read next. */
  at: number;
}

/** A key as the quick reader takes it: a plain word before a colon, which is none of YAML's other values. */
export function keyAt(text: string, at: number): string | undefined {
  keyPattern.lastIndex = at;
  const key = keyPattern.exec(text)?.[1];
  return key === undefined || notKeys.test(key) ? undefined : key;
}

const keyPattern = /([A-Za-z_][A-Za-z0-9_-]*):(?=[ \n]|$)/y;
const notKeys = /^(null|true|false)$/i;

/** How deep the quick reader follows; deeper nesting is left to the library. */
export const deepest = 24;

/** A scalar or a flow collection that ends on its line, `undefined` for what is left to the library. */
export function readInline(reader: LineReader, start: number, lineEnd: number): Node | undefined {
  const { text } = reader;
  const first = text[start]!;
  if (first === '[' || first === '{') {
    reader.at = start;
    const node = readFlow(reader, lineEnd, 0);
    return node && isBlankOrComment(text, node.end, lineEnd) ? node : undefined;
  }
  if (first === '"' || first === "'") {
    const node = readQuoted(reader, start, lineEnd);
    return node && isBlankOrComment(text, node.end, lineEnd) ? node : undefined;
  }
  const comment = text.indexOf(' #', start);
  let end = comment < 0 || comment >= lineEnd ? lineEnd : comment;
  while (text[end - 1] === ' ') end--;
  const content = text.slice(start, end);
  if (!/^[A-Za-z0-9_/(\u00a0-\ud7ff]/.test(content) || /:( |$)/.test(content)) return undefined;
  return plain(reader, content, start, end);
}

function isBlankOrComment(text: string, from: number, to: number): boolean {
  return from === to || /^ +(#.*)?$/.test(text.slice(from, to));
}

function readQuoted({ source, text }: LineReader, start: number, lineEnd: number): ScalarNode | undefined {
  const quote = text[start]!;
  const close = text.indexOf(quote, start + 1);
  if (close < 0 || close >= lineEnd || text[close + 1] === "'") return undefined;
  const value = text.slice(start + 1, close);
  return { kind: 'scalar', value, source, start, end: close + 1, weight: 1 };
}

const flowPlain = /[A-Za-z0-9_/][A-Za-z0-9_./+@-]*(?: +[A-Za-z0-9_/][A-Za-z0-9_./+@-]*)*/y;

function readFlow(reader: LineReader, lineEnd: number, depth: number): Node | undefined {
  const { text } = reader;
  const first = text[reader.at];
  if (depth > deepest) return undefined;
  if (first === '[') return readFlowItems(reader, lineEnd, depth);
  if (first === '{') return readFlowEntries(reader, lineEnd, depth);
  if (first === '"' || first === "'") {
    const node = readQuoted(reader, reader.at, lineEnd);
    if (node) reader.at = node.end;
    return node;
  }
  const start = reader.at;
  flowPlain.lastIndex = start;
  const content = flowPlain.exec(text)?.[0];
  if (content === undefined) return undefined;
  reader.at = start + content.length;
  return plain(reader, content, start, reader.at);
}

function readFlowItems(reader: LineReader, lineEnd: number, depth: number): SequenceNode | undefined {
  const { source } = reader;
  const start = reader.at++;
  const items: Node[] = [];
  let weight = 1;
  if (skipSpaces(reader, lineEnd) !== ']') {
    do {
      skipSpaces(reader, lineEnd);
      const item = readFlow(reader, lineEnd, depth + 1);
      if (!item) return undefined;
      items.push(item);
      weight += item.weight;
    } while (isSeparated(reader, lineEnd));
  }
  if (reader.text[reader.at] !== ']') return undefined;
  reader.at++;
  return { kind: 'sequence', items, source, start, end: reader.at, weight };
}

function readFlowEntries(reader: LineReader, lineEnd: number, depth: number): MappingNode | undefined {
  const { source, text } = reader;
  const start = reader.at++;
  const entries = new Map<string, Entry>();
  let weight = 1;
  if (skipSpaces(reader, lineEnd) !== '}') {
    do {
      skipSpaces(reader, lineEnd);
      const keyStart = reader.at;
      const key = keyAt(text, keyStart);
      if (key === undefined || entries.has(key)) return undefined;
      const keyEnd = keyStart + key.length;
      reader.at = keyEnd + 1;
      skipSpaces(reader, lineEnd);
      const value = readFlow(reader, lineEnd, depth + 1);
      if (!value) return undefined;
      entries.set(key, { keyStart, keyEnd, value });
      weight += value.weight;
    } while (isSeparated(reader, lineEnd));
  }
  if (text[reader.at] !== '}') return undefined;
  reader.at++;
  return { kind: 'mapping', entries, source, start, end: reader.at, weight };
}

function skipSpaces(reader: LineReader, lineEnd: number): string | undefined {
  while (reader.at < lineEnd && reader.text[reader.at] === ' ') reader.at++;
  return reader.at < lineEnd ? reader.text[reader.at] : undefined;
}

/** Steps over a comma. */
function isSeparated(reader: LineReader, lineEnd: number): boolean {
  if (skipSpaces(reader, lineEnd) !== ',') return false;
  reader.at++;
  return true;
}

/** A plain scalar of the core schema; what might be a number in any but the commonest form is left to the library. */
function plain({ source }: LineReader, text: string, start: number, end: number): ScalarNode | undefined {
  const scalar = (value: ScalarNode['value']): ScalarNode => ({
    kind: 'scalar',
    value,
    source,
    start,
    end,
    weight: 1,
  });
  if (/^(0|[1-9][0-9]{0,14})$/.test(text)) return scalar(Number(text));
  if (/^[0-9]/.test(text)) {
    const odd = /^[0-9.eExXoOa-fA-F_+-]+$/.test(text) && !/^\d+(\.\d+){2,3}$|^\d+-\d+$/.test(text);
    return odd ? undefined : scalar(text);
  }
  if (text === 'true') return scalar(true);
  if (text === 'false') return scalar(false);
  return /^(null|true|false)$/i.test(text) ? undefined : scalar(text);
}
