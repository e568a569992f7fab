import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from './node.ts';
import type { Source } from './source.ts';

/** A line that holds something: where its content begins and ends, without indentation and trailing spaces. */
interface Line {
  indent: number;
  start: number;
  readonly end: number;
}

interface Reader {
  readonly source: Source;
  readonly text: string;
  readonly lines: readonly Line[];
  /** The line that is read next. */
  line: number;
  /** In a flow collection, the character that is read next. */
  at: number;
}

/**
 * Reads the plain kind of YAML that source files are written in, some ten times as fast as the whole language:
 * block mappings and lists, and flow collections and scalars on one line. Anything else, and any mistake, is left to
 * the YAML library, with which this must agree on what it reads, positions included.
 * @returns `undefined` where the library must be asked
 */
export function parseSimple(source: Source): Node | undefined {
  const { text } = source;
  if (/[\t\r\\&*!|>`\ufeff\u0080-\u009f\u2028\u2029]|^(---|\.\.\.)|^%/m.test(text)) return undefined;
  const lines = linesOf(text);
  if (lines.length === 0 || lines[0]!.indent !== 0) return undefined;
  const reader: Reader = { source, text, lines, line: 0, at: 0 };
  const root = readBlock(reader, 0, 0);
  return reader.line === lines.length ? root : undefined;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let begin = 0; begin < text.length; ) {
    const newline = text.indexOf('\n', begin);
    const stop = newline < 0 ? text.length : newline;
    let start = begin;
    while (start < stop && text[start] === ' ') start++;
    let end = stop;
    while (end > start && text[end - 1] === ' ') end--;
    if (end > start && text[start] !== '#') lines.push({ indent: start - begin, start, end });
    begin = stop + 1;
  }
  return lines;
}

const deepest = 24;

function readBlock(reader: Reader, indent: number, depth: number): Node | undefined {
  if (depth > deepest) return undefined;
  return startsItem(reader) ? readItems(reader, indent, depth) : readEntries(reader, indent, depth);
}

/** Whether the next line begins an item of a list. */
function startsItem({ text, lines, line }: Reader): boolean {
  const next = lines[line];
  return next !== undefined && text[next.start] === '-' && text[next.start + 1] === ' ';
}

const keyPattern = /([A-Za-z_][A-Za-z0-9_-]*):(?=[ \n]|$)/y;
const notKeys = /^(null|true|false)$/i;

function readEntries(reader: Reader, indent: number, depth: number): MappingNode | undefined {
  const { source, text, lines } = reader;
  const entries = new Map<string, Entry>();
  const { start } = lines[reader.line]!;
  let end = start;
  let weight = 1;
  for (;;) {
    const line = lines[reader.line];
    if (!line || line.indent < indent || (line.indent === indent && startsItem(reader) && depth > 0)) break;
    keyPattern.lastIndex = line.start;
    const key = keyPattern.exec(text)?.[1];
    if (line.indent !== indent || key === undefined || notKeys.test(key) || entries.has(key))
      return undefined;
    const keyEnd = line.start + key.length;
    const value = readValue(reader, line, keyEnd + 1, indent, depth);
    if (!value) return undefined;
    entries.set(key, { keyStart: line.start, keyEnd, value });
    end = value.end;
    weight += value.weight;
  }
  return { kind: 'mapping', entries, source, start, end, weight };
}

/** The value after a key: on the same line, or a block on the next ones, or none. */
function readValue(
  reader: Reader,
  line: Line,
  after: number,
  indent: number,
  depth: number,
): Node | undefined {
  const { source, text, lines } = reader;
  let at = after;
  while (at < line.end && text[at] === ' ') at++;
  reader.line++;
  if (at < line.end && text[at] !== '#') return readInline(reader, at, line.end);
  const next = lines[reader.line];
  if (next && (next.indent > indent || (next.indent === indent && startsItem(reader)))) {
    return readBlock(reader, next.indent, depth + 1);
  }
  if (at < line.end || text[after] === ' ') return undefined;
  return { kind: 'scalar', value: null, source, start: after, end: after, weight: 1 };
}

function readItems(reader: Reader, indent: number, depth: number): SequenceNode | undefined {
  const { source, text, lines } = reader;
  const items: Node[] = [];
  const { start } = lines[reader.line]!;
  let end = start;
  let weight = 1;
  for (;;) {
    const line = lines[reader.line];
    if (!line || line.indent < indent || (line.indent === indent && !startsItem(reader))) break;
    if (line.indent !== indent) return undefined;
    let at = line.start + 2;
    while (text[at] === ' ') at++;
    keyPattern.lastIndex = at;
    const item = keyPattern.test(text) ? readCompact(reader, line, at, depth) : readItem(reader, line, at);
    if (!item) return undefined;
    items.push(item);
    end = item.end;
    weight += item.weight;
  }
  return { kind: 'sequence', items, source, start, end, weight };
}

/** A mapping that begins on the line of its hyphen: its keys stand in the column of the first. */
function readCompact(reader: Reader, line: Line, at: number, depth: number): Node | undefined {
  line.indent += at - line.start;
  line.start = at;
  return depth < deepest ? readEntries(reader, line.indent, depth + 1) : undefined;
}

function readItem(reader: Reader, line: Line, at: number): Node | undefined {
  reader.line++;
  return at < line.end ? readInline(reader, at, line.end) : undefined;
}

/** A scalar or a flow collection that ends on its line. */
function readInline(reader: Reader, start: number, lineEnd: number): Node | undefined {
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

function readQuoted({ source, text }: Reader, start: number, lineEnd: number): ScalarNode | undefined {
  const quote = text[start]!;
  const close = text.indexOf(quote, start + 1);
  if (close < 0 || close >= lineEnd || text[close + 1] === "'") return undefined;
  const value = text.slice(start + 1, close);
  return { kind: 'scalar', value, source, start, end: close + 1, weight: 1 };
}

const flowPlain = /[A-Za-z0-9_/][A-Za-z0-9_./+@-]*(?: +[A-Za-z0-9_/][A-Za-z0-9_./+@-]*)*/y;

function readFlow(reader: Reader, lineEnd: number, depth: number): Node | undefined {
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

function readFlowItems(reader: Reader, lineEnd: number, depth: number): SequenceNode | undefined {
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

function readFlowEntries(reader: Reader, lineEnd: number, depth: number): MappingNode | undefined {
  const { source, text } = reader;
  const start = reader.at++;
  const entries = new Map<string, Entry>();
  let weight = 1;
  if (skipSpaces(reader, lineEnd) !== '}') {
    do {
      skipSpaces(reader, lineEnd);
      const keyStart = reader.at;
      keyPattern.lastIndex = keyStart;
      const key = keyPattern.exec(text)?.[1];
      if (key === undefined || notKeys.test(key) || entries.has(key)) return undefined;
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

function skipSpaces(reader: Reader, lineEnd: number): string | undefined {
  while (reader.at < lineEnd && reader.text[reader.at] === ' ') reader.at++;
  return reader.at < lineEnd ? reader.text[reader.at] : undefined;
}

/** Steps over a comma. */
function isSeparated(reader: Reader, lineEnd: number): boolean {
  if (skipSpaces(reader, lineEnd) !== ',') return false;
  reader.at++;
  return true;
}

/** A plain scalar of the core schema; what might be a number in any but the commonest form is left to the library. */
function plain({ source }: Reader, text: string, start: number, end: number): ScalarNode | undefined {
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
