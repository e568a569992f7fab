import { PuppetError } from '../../error.ts';
import { property } from './properties.ts';

/** Where an expression is being read. */
export interface Cursor {
  source: string;
  at: number;
}

/** What an escape stands for: characters, or the inside of a class (`^` first when negated). */
export type Escape = { kind: 'text'; text: string } | { kind: 'set'; inner: string };

const sets: Record<string, string> = {
  d: '0-9',
  D: '^0-9',
  w: 'a-zA-Z0-9_',
  W: '^a-zA-Z0-9_',
  s: ' \\t\\r\\n\\f\\v',
  S: '^ \\t\\r\\n\\f\\v',
  h: '0-9a-fA-F',
  H: '^0-9a-fA-F',
};

const controls: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  v: '\v',
  a: '\x07',
  e: '\x1b',
};

/** Reads an escape of a character or of a set, at its backslash; throws a PuppetError. */
export function readEscape(cursor: Cursor): Escape {
  const letter = cursor.source[cursor.at + 1] ?? '';
  const set = sets[letter];
  if (set !== undefined) return taken(cursor, 2, { kind: 'set', inner: set });
  const control = controls[letter];
  if (control !== undefined) return taken(cursor, 2, { kind: 'text', text: control });
  return readCode(cursor) ?? readLiteral(cursor);
}

function taken(cursor: Cursor, count: number, read: Escape): Escape {
  cursor.at += count;
  return read;
}

function readCode(cursor: Cursor): Escape | null {
  const rest = cursor.source.slice(cursor.at);
  const named = /^\\([pP])\{(\^?)([^}]*)\}/.exec(rest);
  if (named !== null) {
    const negated = (named[1] === 'P') !== (named[2] === '^');
    return taken(cursor, named[0].length, { kind: 'set', inner: property(named[3]!, negated) });
  }
  const many = /^\\u\{([0-9A-Fa-f\s]+)\}/.exec(rest);
  if (many !== null) {
    const codes = many[1]!.trim().split(/\s+/);
    return taken(cursor, many[0].length, text(codes.map((code) => Number.parseInt(code, 16))));
  }
  const one = /^\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{1,2}))/.exec(rest);
  if (one !== null) return taken(cursor, one[0].length, text([Number.parseInt(one[1] ?? one[2]!, 16)]));
  const octal = /^\\([0-7]{1,3})/.exec(rest);
  if (octal !== null) return taken(cursor, octal[0].length, text([Number.parseInt(octal[1]!, 8)]));
  const control = /^\\(?:c|C-)([A-Za-z?@[\\\]^_])/.exec(rest);
  return control === null ? null : taken(cursor, control[0].length, text([control[1]!.charCodeAt(0) & 0x1f]));
}

function text(codes: readonly number[]): Escape {
  return { kind: 'text', text: String.fromCodePoint(...codes) };
}

function readLiteral(cursor: Cursor): Escape {
  const code = cursor.source.codePointAt(cursor.at + 1);
  if (code === undefined) throw new PuppetError(`too short escape sequence: /${cursor.source}/`);
  const char = String.fromCodePoint(code);
  return taken(cursor, 1 + char.length, { kind: 'text', text: char });
}
