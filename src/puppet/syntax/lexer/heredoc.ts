import { isBlank } from './chars.ts';
import { lexInterpolated } from './interpolation.ts';
import { followedBy, type Lexer, lexError, makeLexer, push } from './lexer.ts';
import { heredocSlurp } from './strings.ts';
import { Token } from './tokens.ts';

/** Not anchored, as in Puppet: a tag may be found later in what is up to the first closing parenthesis. */
const TAG =
  /@\(([^:/\r\n)]+)(?::[^\S\r\n]*([a-z][a-zA-Z0-9_+]+)[^\S\r\n]*)?(?:\/((?:[A-Za-z0-9_]|[$])*)[^\S\r\n]*)?\)/;

interface Tag {
  name: string;
  syntax: string;
  escapes: ReadonlySet<string>;
  interpolates: boolean;
}

/** The text of a heredoc: `end` is where the line after its end tag starts. */
interface Body {
  lines: string[];
  start: number;
  end: number;
  margin: string | null;
  removeBreak: boolean;
}

/**
 * A heredoc at its `@(`: the tokens Heredoc, Sublocate and those of the text, which starts on a line
 * further down. Puppet breaks down on a heredoc within one; here it is refused.
 */
export function lexHeredoc(lexer: Lexer): Token {
  if (lexer.toSource !== null) {
    throw lexError(lexer, 'HEREDOC_IN_HEREDOC', 'A heredoc cannot be used within the text of a heredoc');
  }
  const start = lexer.pos;
  const tag = readTag(lexer);
  const afterTag = lexer.pos;
  const body = readBody(lexer, tag);
  push(lexer, Token.Heredoc, start, afterTag, tag.syntax);
  lexer.newlineJump = body.end;
  lexBody(lexer, tag, body);
  lexer.pos = afterTag;
  return Token.None;
}

function readTag(lexer: Lexer): Tag {
  const { text, pos } = lexer;
  const end = text.indexOf(')', pos);
  if (end === -1) {
    const message = `Unclosed parenthesis after '@(' followed by '${followedBy(lexer)}'`;
    throw lexError(lexer, 'HEREDOC_UNCLOSED_PARENTHESIS', message);
  }
  lexer.pos = end + 1;
  const match = TAG.exec(text.slice(pos, end + 1));
  if (match === null) {
    const message = 'Invalid syntax in heredoc expected @(endtag[:syntax][/escapes])';
    throw lexError(lexer, 'HEREDOC_INVALID_SYNTAX', message);
  }
  const given = match[1]!.trim();
  const quoted = /^"(.*)"$/.exec(given);
  const name = quoted === null ? given : quoted[1]!.trim();
  if (name === '') throw lexError(lexer, 'HEREDOC_EMPTY_ENDTAG', 'Heredoc with an empty endtag');
  return { name, syntax: match[2] ?? '', escapes: escapesOf(lexer, match[3]), interpolates: quoted !== null };
}

function escapesOf(lexer: Lexer, flags: string | undefined): ReadonlySet<string> {
  const escapes = new Set<string>();
  if (flags === undefined) return escapes;
  const letters = [...(flags === '' ? 'trnsuL$' : flags)];
  if (new Set(letters).size !== letters.length) {
    const message = `An escape char for @() may only appear once. Got '${letters.join(', ')}'`;
    throw lexError(lexer, 'HEREDOC_MULTIPLE_AT_ESCAPES', message);
  }
  escapes.add('\\');
  for (const letter of letters) {
    if (letter === 'L') escapes.add('\n').add('\r\n');
    else if ('trnsu$'.includes(letter)) escapes.add(letter);
    else {
      const message = `Invalid heredoc escape char. Only t, r, n, s,  u, L, $ allowed. Got '${letter}'`;
      throw lexError(lexer, 'HEREDOC_INVALID_ESCAPE', message);
    }
  }
  return escapes;
}

function readBody(lexer: Lexer, tag: Tag): Body {
  const { text } = lexer;
  const start = lexer.newlineJump === -1 ? text.indexOf('\n', lexer.pos) + 1 : lexer.newlineJump;
  if (start === 0)
    throw lexError(lexer, 'HEREDOC_WITHOUT_TEXT', 'Heredoc without any following lines of text');
  const lines: string[] = [];
  for (let at = start; at < text.length; ) {
    const breakAt = text.indexOf('\n', at);
    const end = breakAt === -1 ? text.length : breakAt + 1;
    const line = text.slice(at, end);
    const found = endLine(line, tag.name);
    if (found !== null) return { ...found, lines, start, end };
    lines.push(line);
    at = end;
  }
  throw lexError(lexer, 'HEREDOC_WITHOUT_END_TAGGED_LINE', 'Heredoc without end-tagged line', start);
}

/**
 * The margin and dash of an end line. Like Puppet's pattern this is not anchored to the start of the line, so
 * text before the blanks that precede the tag does not keep it from ending the heredoc.
 */
function endLine(line: string, name: string): Pick<Body, 'margin' | 'removeBreak'> | null {
  const tail = trimBlankEnd(line.endsWith('\n') ? line.slice(0, -1) : line);
  if (!tail.endsWith(name)) return null;
  let at = tail.length - name.length;
  let removeBreak = false;
  let margin: string | null = null;
  const blankStart = (end: number) => {
    let start = end;
    while (start > 0 && isBlank(tail.charCodeAt(start - 1))) start--;
    return start;
  };
  const dash = blankStart(at);
  if (tail[dash - 1] === '-') {
    removeBreak = true;
    at = dash - 1;
  }
  const pipe = blankStart(at);
  if (tail[pipe - 1] === '|') {
    at = pipe - 1;
    margin = tail.slice(blankStart(at), at);
  }
  return { margin, removeBreak };
}

function trimBlankEnd(line: string): string {
  let end = line.endsWith('\r') ? line.length - 1 : line.length;
  while (end > 0 && isBlank(line.charCodeAt(end - 1))) end--;
  return line.slice(0, end);
}

function lexBody(lexer: Lexer, tag: Tag, body: Body): void {
  const margin = body.margin ?? '';
  const kept = margin === '' ? body.lines : body.lines.map((line) => withoutMargin(line, margin));
  const joined = kept.join('');
  const text = body.removeBreak ? joined.replace(/\r?\n$/, '') : joined;
  push(lexer, Token.Sublocate, body.start, body.end, '');
  const inner = makeLexer(lexer.source, text, lexer.tokens, lexer.warnings, offsetMap(body, kept));
  inner.complete = lexer.complete;
  lexInterpolated(inner, 0, heredocSlurp(tag.escapes, tag.interpolates));
}

function withoutMargin(line: string, margin: string): string {
  return line.startsWith(margin) ? line.slice(margin.length) : line;
}

/** From offsets in the text without its margin to those in the text around; offset 0 is the start of the first line. */
function offsetMap(body: Body, kept: string[]): (offset: number) => number {
  if (body.margin === null) return (offset) => body.start + offset;
  const lineStarts: number[] = [];
  const removed: number[] = [];
  let start = 0;
  let sum = 0;
  kept.forEach((line, index) => {
    sum += body.lines[index]!.length - line.length;
    lineStarts.push(start);
    removed.push(sum);
    start += line.length;
  });
  return (offset) => {
    if (offset === 0) return body.start;
    let line = lineStarts.length - 1;
    while (line > 0 && lineStarts[line]! > offset) line--;
    return body.start + offset + (removed[line] ?? 0);
  };
}
