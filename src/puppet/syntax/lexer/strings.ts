import { DQ_ESCAPES, replaceEscapes } from './escapes.ts';
import { followedBy, type Lexer, lexError, matched, push } from './lexer.ts';
import { Token } from './tokens.ts';

const BACKSLASH = 92;
const DOLLAR = 36;
const QUOTE = 34;
const APOSTROPHE = 39;

/** Text up to where it ends or an interpolation starts. */
export interface Slurped {
  text: string;
  /** The end quote, `$`, `${`, or nothing at the end of a heredoc. */
  terminator: '"' | '$' | '${' | '';
}

/** Reads the text of a string from the current position on; null when no terminator follows. */
export type Slurp = (lexer: Lexer) => Slurped | null;

/** A single quoted string, at its quote. */
export function lexSingleQuoted(lexer: Lexer): Token {
  const start = lexer.pos;
  const { text } = lexer;
  const end = singleQuotedEnd(text, start + 1);
  if (end === -1) {
    lexer.pos = start + 1;
    const message = `Unclosed quote after "'" followed by '${followedBy(lexer)}'`;
    throw lexError(lexer, 'UNCLOSED_QUOTE', message);
  }
  const raw = text.slice(start + 1, end);
  matchedText(lexer, start + 1, end, 1);
  lexer.pos = end + 1;
  return push(lexer, Token.String, start, end + 1, raw.includes('\\') ? raw.replace(/\\(\\|')/g, '$1') : raw);
}

function singleQuotedEnd(text: string, from: number): number {
  const again = secondQuote(text, from, APOSTROPHE);
  let end = again === -1 ? text.indexOf("'", from) : again;
  while (end !== -1 && isEscaped(text, end, from)) end = text.indexOf("'", end + 1);
  return end;
}

/**
 * Puppet overlooks a quote, or a dollar sign between double quotes, at the very start of a text when another comes
 * next (backslashes that escape each other between them apart). Returns where that is, or -1.
 */
function secondQuote(text: string, from: number, quote: number): number {
  const first = text.charCodeAt(from);
  if (first !== quote && !(quote === QUOTE && first === DOLLAR)) return -1;
  let at = from + 1;
  while (text.charCodeAt(at) === BACKSLASH && text.charCodeAt(at + 1) === BACKSLASH) at += 2;
  const c = text.charCodeAt(at);
  return c === quote || (quote === QUOTE && c === DOLLAR) ? at : -1;
}

/** What Puppet's pattern matched last: the end, backslashes before it, and one more character. */
function matchedText(lexer: Lexer, start: number, end: number, length: number): void {
  let first = end;
  while (first > start && lexer.text.charCodeAt(first - 1) === BACKSLASH) first--;
  matched(lexer, Math.max(start, first - 1), end + length);
}

function isEscaped(text: string, at: number, from: number): boolean {
  let before = at - 1;
  while (before >= from && text.charCodeAt(before) === BACKSLASH) before--;
  return (at - 1 - before) % 2 === 1;
}

/** Slurps double quoted text. */
export const slurpDoubleQuoted: Slurp = (lexer) => {
  const { text } = lexer;
  const start = lexer.pos;
  const again = secondQuote(text, start, QUOTE);
  for (let at = again === -1 ? start : again; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === BACKSLASH) at++;
    else if (c === QUOTE || c === DOLLAR) return slurped(lexer, start, at, DQ_ESCAPES, true);
  }
  return null;
};

/** Slurps heredoc text with the given escapes; without `$` among them, a backslash does not protect a `$`. */
export function heredocSlurp(escapes: ReadonlySet<string>, interpolate: boolean): Slurp {
  const protects = escapes.has('$');
  return (lexer) => {
    const { text } = lexer;
    const start = lexer.pos;
    for (let at = start; interpolate && at < text.length; at++) {
      const c = text.charCodeAt(at);
      // Puppet breaks down where the last backslash has nothing to protect.
      if (c === BACKSLASH && protects && ++at === text.length) return null;
      if (c === BACKSLASH && protects) continue;
      if (c === DOLLAR) return slurped(lexer, start, at, escapes, false);
    }
    return slurped(lexer, start, text.length, escapes, false);
  };
}

function slurped(
  lexer: Lexer,
  start: number,
  at: number,
  escapes: ReadonlySet<string>,
  warn: boolean,
): Slurped {
  const { text } = lexer;
  const terminator = terminatorAt(text, at);
  matchedText(lexer, start, at, terminator.length);
  lexer.pos = at + terminator.length;
  return { text: replaceEscapes(lexer, text.slice(start, at), escapes, warn), terminator };
}

function terminatorAt(text: string, at: number): Slurped['terminator'] {
  if (at >= text.length) return '';
  if (text.charCodeAt(at) === QUOTE) return '"';
  return text.charCodeAt(at + 1) === 123 ? '${' : '$';
}
