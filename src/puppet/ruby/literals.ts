import type { Node } from './ast.ts';
import type { Reader } from './reader.ts';

/** How a quoted text ends and what is special in it. An empty `close` means up to the end of the source. */
export interface Quoting {
  readonly close: string;
  /** A bracket that nests, or nothing. */
  readonly open: string;
  readonly interpolates: boolean;
  readonly regexp: boolean;
}

const closings: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** The character that closes what another opens. */
export function closingOf(open: string): string {
  return closings[open] ?? open;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  s: ' ',
  '0': '\0',
  e: '\x1b',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** Reads a quoted text, the opening mark being taken already; `embedded` reads what stands in `#{…}`. */
export function literalParts(reader: Reader, quoting: Quoting, embedded: () => Node): (string | Node)[] {
  const parts: (string | Node)[] = [];
  let text = '';
  let depth = 0;
  for (;;) {
    if (reader.done) {
      if (quoting.close !== '') reader.fail('unterminated string meets end of file');
      break;
    }
    const character = reader.next;
    if (character === quoting.close && depth === 0) break;
    if (character === quoting.open) depth++;
    if (character === quoting.close) depth--;
    if (character === '\\') text += escaped(reader, quoting);
    else if (quoting.interpolates && character === '#' && reader.peek(1) === '{') {
      reader.at += 2;
      if (text !== '') parts.push(text);
      text = '';
      parts.push(embedded());
    } else {
      text += character;
      reader.at++;
    }
  }
  reader.at += quoting.close === '' ? 0 : 1;
  if (text !== '' || parts.length === 0) parts.push(text);
  return parts;
}

function escaped(reader: Reader, quoting: Quoting): string {
  const character = reader.peek(1);
  reader.at += 2;
  if (quoting.regexp) return character === quoting.close ? character : `\\${character}`;
  if (!quoting.interpolates)
    return character === quoting.close || character === '\\' || character === quoting.open
      ? character
      : `\\${character}`;
  if (character === 'u') return unicode(reader);
  if (character === 'x')
    return String.fromCharCode(Number.parseInt(reader.match(/[\da-fA-F]{1,2}/y)?.[0] ?? '0', 16));
  if (character === '\n') return '';
  return escapes[character] ?? character;
}

function unicode(reader: Reader): string {
  const found = reader.match(/\{([\da-fA-F]+)\}|([\da-fA-F]{4})/y);
  return found ? String.fromCodePoint(Number.parseInt(found[1] ?? found[2]!, 16)) : 'u';
}

/** The text up to a closing mark as it stands, as `%w` has it. */
export function rawText(reader: Reader, close: string, open: string): string {
  const start = reader.at;
  for (let depth = 0; !reader.done; reader.at++) {
    if (reader.next === '\\') reader.at++;
    else if (reader.next === close && depth === 0) break;
    else if (reader.next === open) depth++;
    else if (reader.next === close) depth--;
  }
  const text = reader.text.slice(start, reader.at);
  reader.at++;
  return text.replace(/\\(.)/gs, '$1');
}
