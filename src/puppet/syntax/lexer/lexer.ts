import { PuppetError } from '../../error.ts';
import { placeOf, type Source } from '../source.ts';
import type { SyntaxWarning } from '../warning.ts';
import { Token, type Tokens } from './tokens.ts';

/** A warning, with the number of the token it belongs to: Puppet does not get to those after a syntax error. */
export interface LexerWarning extends SyntaxWarning {
  token: number;
}

export type EppMode = 'none' | 'text' | 'epp' | 'expr';

/** The state of lexing one text: a whole source, or the text of one heredoc within it. */
export interface Lexer {
  source: Source;
  text: string;
  pos: number;
  tokens: Tokens;
  warnings: LexerWarning[];
  /** How many tokens there were before the one under way. */
  complete: number;
  /** Kind of the token before, which decides whether `/` starts a regular expression. */
  after: Token;
  braceCount: number;
  /** How many interpolations the current position is in. */
  depth: number;
  lineStart: number;
  /** Where lexing goes on at the next line break when heredoc texts follow this line; -1 for none. */
  newlineJump: number;
  eppMode: EppMode;
  eppOpen: boolean;
  /** Bounds of the last successful scan, which an unclosed string's message quotes; -1 for a failed one. */
  matchedStart: number;
  matchedEnd: number;
  /** From offsets of `text` to offsets of the source, in heredocs only. */
  toSource: ((offset: number) => number) | null;
}

/** A lexer at the start of `text`, appending to `tokens`. */
export function makeLexer(
  source: Source,
  text: string,
  tokens: Tokens,
  warnings: LexerWarning[],
  toSource: ((offset: number) => number) | null = null,
): Lexer {
  return {
    source,
    text,
    pos: 0,
    tokens,
    warnings,
    complete: 0,
    after: Token.None,
    braceCount: 0,
    depth: 0,
    lineStart: 0,
    newlineJump: -1,
    eppMode: 'none',
    eppOpen: false,
    matchedStart: -1,
    matchedEnd: -1,
    toSource,
  };
}

/** Appends a token; offsets are those of the lexer's text. Returns the kind. */
export function push(lexer: Lexer, kind: Token, start: number, end: number, value: string): Token {
  const { tokens, toSource } = lexer;
  tokens.kinds.push(kind);
  tokens.starts.push(toSource === null ? start : toSource(start));
  tokens.ends.push(toSource === null ? end : toSource(end));
  tokens.values.push(value);
  return kind;
}

/** Appends a token that starts at the current position and moves past it. */
export function pushFixed(lexer: Lexer, kind: Token, value: string): Token {
  const start = lexer.pos;
  lexer.pos = start + value.length;
  return push(lexer, kind, start, lexer.pos, value);
}

/** The error at an offset of the lexer's text (the current position when not given). */
export function lexError(lexer: Lexer, code: string, message: string, at = lexer.pos): PuppetError {
  const offset = lexer.toSource === null ? at : lexer.toSource(at);
  return new PuppetError(message, placeOf(lexer.source, offset), code);
}

/** Records a warning at the current position. */
export function lexWarning(lexer: Lexer, code: string, message: string): void {
  const offset = lexer.toSource === null ? lexer.pos : lexer.toSource(lexer.pos);
  lexer.warnings.push({ ...placeOf(lexer.source, offset), code, message, token: lexer.complete });
}

/** Remembers what was scanned last. */
export function matched(lexer: Lexer, start: number, end: number): void {
  lexer.matchedStart = start;
  lexer.matchedEnd = end;
}

/** What follows, as messages quote it: five characters, control characters escaped. */
export function followedBy(lexer: Lexer): string {
  if (lexer.pos >= lexer.text.length) return '<eof>';
  const five = [...lexer.text.slice(lexer.pos, lexer.pos + 10)].slice(0, 5).join('');
  return `${five}...`.replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
