import { HoconError } from './error.ts';
import { atLine, describeOrigin } from './origin.ts';
import { type Path, readPath } from './path.ts';
import { describeToken, isBlank, isSign, isSimple, isString, type Token } from './token.ts';
import { tokensOf } from './tokenizer.ts';

/** A value as it is written. Line ends are kept where the lines of values are counted by them. */
export type ValueNode =
  | { readonly kind: 'simple'; readonly token: Token }
  | { readonly kind: 'concatenation'; readonly pieces: readonly ValueNode[] }
  | { readonly kind: 'list'; readonly items: readonly (ValueNode | Newline)[] }
  | { readonly kind: 'object'; readonly entries: readonly (Field | Include | Newline)[] };

/** A key with its value; `adds` where it was written with `+=`. */
export interface Field {
  readonly kind: 'field';
  readonly path: Path;
  readonly adds: boolean;
  readonly value: ValueNode;
}

/** A document that is taken in; `any` is a name without a word for what it is. */
export interface Include {
  readonly kind: 'include';
  readonly how: 'any' | 'file' | 'url' | 'classpath';
  readonly name: string;
}

interface Newline {
  readonly kind: 'newline';
}

/** A document of HOCON: line ends before its first value, and the value. */
export interface Document {
  readonly linesBefore: number;
  readonly root: ValueNode;
}

const newline: Newline = { kind: 'newline' };
const deepest = 400;

interface Parser {
  readonly name: string;
  readonly tokens: readonly Token[];
  at: number;
  line: number;
  depth: number;
}

/** Parses a document of HOCON; `name` is what messages call it. Throws a HoconError. */
export function parseDocument(text: string, name: string): Document {
  const parser: Parser = { name, tokens: tokensOf(text), at: 0, line: 1, depth: 0 };
  const before: Newline[] = [];
  const first = nextPast(parser, before);
  const isOpen = isSign(first, '{', '[');
  if (!isOpen) back(parser);
  const root = isOpen ? readValue(parser, first) : objectOf(parser, false);
  const rest = nextPast(parser, []);
  if (rest.type !== 'end')
    fail(parser, `Document has trailing tokens after first object or array: ${describeToken(rest)}`);
  return { linesBefore: before.length, root };
}

function fail(parser: Parser, message: string): never {
  throw new HoconError(`${describeOrigin(atLine(parser.name, parser.line))}: ${message}`, 'syntax');
}

function next(parser: Parser): Token {
  const token = parser.tokens[parser.at]!;
  if (token.type === 'crash') throw new HoconError(token.message, 'crash');
  parser.at++;
  return token;
}

function back(parser: Parser): void {
  parser.at--;
}

/** The next token that is neither white space nor a comment; line ends are added to the list. */
function nextPast(parser: Parser, newlines: unknown[]): Token {
  for (;;) {
    const token = next(parser);
    if (token.type === 'newline') {
      newlines.push(newline);
      parser.line = token.line + 1;
    } else if (token.type !== 'space' && token.type !== 'comment' && !isBlank(token)) {
      if (token.type !== 'sign' && token.type !== 'end') parser.line = token.line;
      return token;
    }
  }
}

/** Passes a comma, or the ends of lines; whether one was there. */
function separated(parser: Parser, newlines: unknown[]): boolean {
  for (let seen = false; ; ) {
    const token = next(parser);
    if (isSign(token, ',')) return true;
    if (token.type === 'newline') {
      seen = true;
      parser.line++;
      newlines.push(newline);
    } else if (token.type !== 'space' && token.type !== 'comment' && !isBlank(token)) {
      back(parser);
      return seen;
    }
  }
}

const startsValue = (token: Token): boolean => isSimple(token) || isSign(token, '{', '[');

/** One value, or adjacent ones of a line; undefined where there is none. */
function adjacent(parser: Parser, newlines: unknown[]): ValueNode | undefined {
  let token = nextPast(parser, newlines);
  const pieces: ValueNode[] = [];
  for (let after = parser.at; ; ) {
    if (startsValue(token)) {
      pieces.push(readValue(parser, token));
      after = parser.at;
    } else if (token.type !== 'space') {
      parser.at = pieces.length === 0 ? parser.at - 1 : after;
      return pieces.length < 2 ? pieces[0] : { kind: 'concatenation', pieces };
    }
    token = next(parser);
  }
}

function readValue(parser: Parser, token: Token): ValueNode {
  if (isSimple(token)) return { kind: 'simple', token };
  if (!isSign(token, '{', '['))
    fail(parser, suggestQuotes(token, `Expecting a value but got wrong token: ${describeToken(token)}`));
  if (++parser.depth > deepest) fail(parser, 'Values are nested too deeply');
  const value = isSign(token, '{') ? objectOf(parser, true) : listOf(parser);
  parser.depth--;
  return value;
}

function suggestQuotes(token: Token, message: string): string {
  if (token.type === 'end') return message;
  return `${message} (if you intended ${describeToken(token)} to be part of a key or string value, try enclosing the key or value in double quotes`;
}

function objectOf(parser: Parser, isOpen: boolean): ValueNode {
  const entries: (Field | Include | Newline)[] = [];
  const isEnd = (token: Token): boolean => {
    if (isSign(token, '}') && !isOpen)
      fail(parser, suggestQuotes(token, "unbalanced close brace '}' with no open brace"));
    if (token.type === 'end' && !isOpen) back(parser);
    return isSign(token, '}') || (token.type === 'end' && !isOpen);
  };
  for (;;) {
    const token = nextPast(parser, entries);
    if (isEnd(token)) return { kind: 'object', entries };
    const isInclude = token.type === 'unquoted' && token.text === 'include';
    entries.push(isInclude ? includeOf(parser) : fieldOf(parser, token));
    if (separated(parser, entries)) continue;
    const after = nextPast(parser, entries);
    if (isEnd(after)) return { kind: 'object', entries };
    fail(parser, suggestQuotes(after, `Expecting close brace } or a comma, got ${describeToken(after)}`));
  }
}

function fieldOf(parser: Parser, first: Token): Field {
  const key: Token[] = [];
  let token = first;
  for (; token.type === 'value' || token.type === 'unquoted'; token = next(parser)) key.push(token);
  if (key.length === 0)
    fail(parser, `expecting a close brace or a field name here, got ${describeToken(token)}`);
  back(parser);
  const path = readPath(key, undefined);
  if (path.length > deepest) fail(parser, 'Values are nested too deeply');
  const after = nextPast(parser, []);
  if (isSign(after, '{')) return { kind: 'field', path, adds: false, value: readValue(parser, after) };
  if (!isSign(after, ':', '=', '+=')) {
    const name = key.map(({ source }) => source).join('');
    const message = `Key '${name}' may not be followed by token: ${describeToken(after)}`;
    fail(parser, suggestQuotes(after, message));
  }
  const value = adjacent(parser, []) ?? readValue(parser, nextPast(parser, []));
  return { kind: 'field', path, adds: isSign(after, '+='), value };
}

function includeOf(parser: Parser): Include {
  const first = nextPast(parser, []);
  if (isString(first)) return { kind: 'include', how: 'any', name: first.text };
  if (first.type !== 'unquoted')
    fail(parser, `include keyword is not followed by a quoted string, but by: ${describeToken(first)}`);
  const how = /^(url|file|classpath)\($/.exec(first.text)?.[1] as Include['how'] | undefined;
  if (how === undefined)
    fail(
      parser,
      `expecting include parameter to be quoted filename, file(), classpath(), or url(). No spaces are allowed before the open paren. Not expecting: ${describeToken(first)}`,
    );
  const name = nextPast(parser, []);
  if (!isString(name))
    fail(
      parser,
      `expecting a quoted string inside file(), classpath(), or url(), rather than: ${describeToken(name)}`,
    );
  const close = nextPast(parser, []);
  if (close.type !== 'unquoted' || close.text !== ')')
    fail(parser, `expecting a close parentheses ')' here, not: ${describeToken(close)}`);
  return { kind: 'include', how, name: name.text };
}

function listOf(parser: Parser): ValueNode {
  const items: (ValueNode | Newline)[] = [];
  const wrong = (token: Token, expected: string, of: string): never =>
    fail(
      parser,
      `List should have ${expected} token: ${describeToken(token)} (if you want ${of}${describeToken(token)} to be part of a string value, then double-quote it)`,
    );
  for (let isFirst = true; ; isFirst = false) {
    const value = adjacent(parser, items);
    if (value !== undefined) items.push(value);
    else {
      const token = nextPast(parser, items);
      if (!isSign(token, ']'))
        wrong(
          token,
          isFirst
            ? '] or a first element after the open [, instead had'
            : 'had new element after a comma, instead had',
          isFirst ? '' : 'the comma or ',
        );
      if (isFirst) return { kind: 'list', items };
      back(parser);
    }
    if (separated(parser, items)) continue;
    const after = nextPast(parser, items);
    if (isSign(after, ']')) return { kind: 'list', items };
    wrong(after, 'ended with ] or had a comma, instead had', '');
  }
}
