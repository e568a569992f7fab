import { isBareStart, isUpper, isWord, wordEnd } from './chars.ts';
import { type Lexer, lexError, matched, push } from './lexer.ts';
import { KEYWORDS, Token } from './tokens.ts';

const COLON = 58;
const DASH = 45;

/** A name, keyword or bare word, at a letter or underscore or at `::`. */
export function lexBareWord(lexer: Lexer): Token {
  const { text, pos } = lexer;
  const end = bareWordEnd(text, pos);
  matched(lexer, pos, end);
  lexer.pos = end;
  const value = text.slice(pos, end);
  const keyword = end - pos <= 8 ? KEYWORDS.get(value) : undefined;
  if (keyword !== undefined) return push(lexer, keyword, pos, end, value);
  return push(lexer, isName(value) ? Token.Name : Token.Word, pos, end, value);
}

/** A type name, at an upper case letter. */
export function lexClassRef(lexer: Lexer): Token {
  const { text, pos } = lexer;
  const end = classRefEnd(text, pos);
  if (startsWithColons(text, end))
    throw lexError(lexer, 'ILLEGAL_CLASS_REFERENCE', 'Illegal class reference', end + 1);
  matched(lexer, pos, end);
  lexer.pos = end;
  return push(lexer, Token.ClassRef, pos, end, text.slice(pos, end));
}

/** What follows `::` at the current position: a type name, a name or a bare word. */
export function lexQualified(lexer: Lexer): Token {
  const { text, pos } = lexer;
  const next = text.charCodeAt(pos + 2);
  if (isUpper(next)) {
    const end = classRefEnd(text, pos);
    if (startsWithColons(text, end)) {
      const message = 'Illegal fully qualified class reference';
      throw lexError(lexer, 'ILLEGAL_FULLY_QUALIFIED_CLASS_REFERENCE', message, end + 3);
    }
    matched(lexer, pos, end);
    lexer.pos = end;
    return push(lexer, Token.ClassRef, pos, end, text.slice(pos, end));
  }
  if (!isBareStart(next)) {
    throw lexError(lexer, 'ILLEGAL_FULLY_QUALIFIED_NAME', 'Illegal fully qualified name', pos + 2);
  }
  const end = bareWordEnd(text, pos);
  matched(lexer, pos, end);
  lexer.pos = end;
  const value = text.slice(pos, end);
  return push(lexer, isName(value) ? Token.Name : Token.Word, pos, end, value);
}

/** A variable at its `$`; a lone `$` becomes a variable without a name, which the parser or validation refuses. */
export function lexVariable(lexer: Lexer): Token {
  const { text, pos } = lexer;
  const end = variableEnd(text, pos + 1);
  if (end === -1) {
    matched(lexer, -1, -1);
    lexer.pos = pos + 1;
    return push(lexer, Token.Variable, pos, pos + 1, '');
  }
  matched(lexer, pos, end);
  lexer.pos = end;
  return push(lexer, Token.Variable, pos, end, text.slice(pos + 1, end));
}

/** The end of a variable's name (`a`, `::a`, `a::b`, `1`) at `at`, or -1. */
export function variableEnd(text: string, at: number): number {
  let end = startsWithColons(text, at) ? at + 2 : at;
  if (!isWord(text.charCodeAt(end))) return -1;
  end = wordEnd(text, end);
  while (startsWithColons(text, end) && isWord(text.charCodeAt(end + 2))) end = wordEnd(text, end + 2);
  return end;
}

function startsWithColons(text: string, at: number): boolean {
  return text.charCodeAt(at) === COLON && text.charCodeAt(at + 1) === COLON;
}

function bareWordEnd(text: string, at: number): number {
  let end = at;
  if (text.charCodeAt(end) === COLON) end += 2;
  end = bareSegmentEnd(text, end);
  while (startsWithColons(text, end) && isBareStart(text.charCodeAt(end + 2))) {
    end = bareSegmentEnd(text, end + 2);
  }
  return end;
}

/** A segment may hold dashes, but does not end with one. */
function bareSegmentEnd(text: string, at: number): number {
  let end = wordEnd(text, at);
  while (text.charCodeAt(end) === DASH) {
    let next = end + 1;
    while (text.charCodeAt(next) === DASH) next++;
    if (!isWord(text.charCodeAt(next))) break;
    end = wordEnd(text, next);
  }
  return end;
}

function classRefEnd(text: string, at: number): number {
  let end = text.charCodeAt(at) === COLON ? at + 2 : at;
  end = wordEnd(text, end);
  while (startsWithColons(text, end) && isUpper(text.charCodeAt(end + 2))) end = wordEnd(text, end + 2);
  return end;
}

/** Every segment starts with a letter, and there are no dashes. */
function isName(word: string): boolean {
  let atSegment = true;
  for (let index = 0; index < word.length; index++) {
    const c = word.charCodeAt(index);
    if (c === COLON) atSegment = true;
    else if (c === DASH || (atSegment && c === 95)) return false;
    else atSegment = false;
  }
  return true;
}
