import type { Entry, MappingNode, Node, SequenceNode } from './node.ts';
import { deepest, keyAt, type LineReader, readInline } from './simple-line.ts';
import type { Source } from './source.ts';

/** A line that holds something: where its content begins and ends, without indentation and trailing spaces. */
interface Line {
  indent: number;
  start: number;
  readonly end: number;
}

interface Reader extends LineReader {
  readonly lines: readonly Line[];
  /** The line that is read next. */
  line: number;
}

/**
 * Reads the plain kind of YAML that source files are written in, some ten times as fast as the whole language:
 * block mappings and lists, and flow collections and scalars on one line. Anything else, and any mistake, is left to
 * the YAML library, with which this must agree on what it reads, positions included.
 * @returns `undefined` where the library must be asked
 */
export function parseSimple(source: Source): Node | undefined {
  const { text } = source;
  if (nowherePlain.test(text) || meansMore.test(text)) return undefined;
  const lines = linesOf(text);
  if (lines.length === 0 || lines[0]!.indent !== 0) return undefined;
  const reader: Reader = { source, text, lines, line: 0, at: 0 };
  const root = readBlock(reader, 0, 0);
  return reader.line === lines.length ? root : undefined;
}

/** Wherever they stand. */
const nowherePlain = /[\r\ufeff\u0080-\u009f\u2028\u2029]|^(---|\.\.\.)|^%/m;
/** On lines that are no comments. */
const meansMore = /^(?! *#).*[\t\\&*!|>`]/m;

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

function readBlock(reader: Reader, indent: number, depth: number): Node | undefined {
  if (depth > deepest) return undefined;
  return startsItem(reader) ? readItems(reader, indent, depth) : readEntries(reader, indent, depth);
}

/** Whether the next line begins an item of a list. */
function startsItem({ text, lines, line }: Reader): boolean {
  const next = lines[line];
  return next !== undefined && text[next.start] === '-' && text[next.start + 1] === ' ';
}

function readEntries(reader: Reader, indent: number, depth: number): MappingNode | undefined {
  const { source, text, lines } = reader;
  const entries = new Map<string, Entry>();
  const { start } = lines[reader.line]!;
  let end = start;
  let weight = 1;
  for (;;) {
    const line = lines[reader.line];
    if (!line || line.indent < indent || (line.indent === indent && startsItem(reader) && depth > 0)) break;
    const key = keyAt(text, line.start);
    if (line.indent !== indent || key === undefined || entries.has(key)) return undefined;
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
    const item =
      keyAt(text, at) !== undefined ? readCompact(reader, line, at, depth) : readItem(reader, line, at);
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
