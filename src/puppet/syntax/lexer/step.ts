import { blankEnd, isBlank } from './chars.ts';
import { lexEppEnd } from './epp.ts';
import { lexHeredoc } from './heredoc.ts';
import { lexDoubleQuoted } from './interpolation.ts';
import { type Lexer, lexError, matched, push, pushFixed } from './lexer.ts';
import { lexNumber } from './numbers.ts';
import { assertRegexp } from './regexp.ts';
import { lexSingleQuoted } from './strings.ts';
import { Token } from './tokens.ts';
import { lexBareWord, lexClassRef, lexQualified, lexVariable } from './words.ts';

/**
 * Lexes one token, or skips white space or a comment, at the current position. Returns the kind of the token,
 * DqPost after a whole interpolated string, None when nothing of the kind was there (a heredoc counts as none).
 */
export function step(lexer: Lexer): Token {
  const { text, pos } = lexer;
  const c = text.charCodeAt(pos);
  if (c === 32 || c === 9 || c === 13) return skipBlank(lexer);
  if ((c >= 97 && c <= 122) || c === 95) return lexBareWord(lexer);
  if (c >= 65 && c <= 90) return lexClassRef(lexer);
  if (c >= 48 && c <= 57) return lexNumber(lexer);
  switch (c) {
    case 10:
      return lexNewline(lexer);
    case 33: // !
      return operator(
        lexer,
        text.charCodeAt(pos + 1),
        61,
        '!=',
        Token.NotEqual,
        126,
        '!~',
        Token.NoMatch,
        '!',
        Token.Not,
      );
    case 34:
      return lexDoubleQuoted(lexer);
    case 35:
      return skipComment(lexer);
    case 36:
      return lexVariable(lexer);
    case 37: // %
      if (lexer.eppMode !== 'none' && text.charCodeAt(pos + 1) === 62) return lexEppEnd(lexer, false);
      return pushFixed(lexer, Token.Modulo, '%');
    case 39:
      return lexSingleQuoted(lexer);
    case 40:
      return pushFixed(lexer, startsLine(lexer) ? Token.WsLParen : Token.LParen, '(');
    case 41:
      return pushFixed(lexer, Token.RParen, ')');
    case 42:
      return pushFixed(lexer, Token.Times, '*');
    case 43: // +
      return operator(
        lexer,
        text.charCodeAt(pos + 1),
        61,
        '+=',
        Token.Appends,
        62,
        '+>',
        Token.PArrow,
        '+',
        Token.Plus,
      );
    case 44:
      return pushFixed(lexer, Token.Comma, ',');
    case 45: // -
      if (lexer.eppMode !== 'none' && text.startsWith('%>', pos + 1)) return lexEppEnd(lexer, true);
      return operator(
        lexer,
        text.charCodeAt(pos + 1),
        62,
        '->',
        Token.InEdge,
        61,
        '-=',
        Token.Deletes,
        '-',
        Token.Minus,
      );
    case 46:
      return pushFixed(lexer, Token.Dot, '.');
    case 47:
      return lexSlash(lexer);
    case 58: // :
      return text.charCodeAt(pos + 1) === 58 ? lexQualified(lexer) : pushFixed(lexer, Token.Colon, ':');
    case 59:
      return pushFixed(lexer, Token.Semic, ';');
    case 60:
      return lexLess(lexer);
    case 61:
      return lexEquals(lexer);
    case 62: // >
      return operator(
        lexer,
        text.charCodeAt(pos + 1),
        62,
        '>>',
        Token.RShift,
        61,
        '>=',
        Token.GreaterEqual,
        '>',
        Token.GreaterThan,
      );
    case 63:
      return pushFixed(lexer, Token.QMark, '?');
    case 64: // @
      if (text.charCodeAt(pos + 1) === 40) return lexHeredoc(lexer);
      return text.charCodeAt(pos + 1) === 64
        ? pushFixed(lexer, Token.AtAt, '@@')
        : pushFixed(lexer, Token.At, '@');
    case 91:
      return pushFixed(lexer, followsBlank(lexer) ? Token.ListStart : Token.LBrack, '[');
    case 93:
      return pushFixed(lexer, Token.RBrack, ']');
    case 123:
      lexer.braceCount++;
      return pushFixed(lexer, lexer.after === Token.QMark ? Token.SelBrace : Token.LBrace, '{');
    case 124: // |
      if (text.charCodeAt(pos + 1) !== 62) return pushFixed(lexer, Token.Pipe, '|');
      return text.charCodeAt(pos + 2) === 62
        ? pushFixed(lexer, Token.RRCollect, '|>>')
        : pushFixed(lexer, Token.RCollect, '|>');
    case 125:
      lexer.braceCount--;
      return pushFixed(lexer, Token.RBrace, '}');
    case 126: // ~
      return text.charCodeAt(pos + 1) === 62
        ? pushFixed(lexer, Token.InEdgeSub, '~>')
        : pushFixed(lexer, Token.Tilde, '~');
    default:
      return isBlank(c) ? skipBlank(lexer) : lexOther(lexer);
  }
}

/** One of two operators of two characters by what follows the first, or the one of a single character. */
function operator(
  lexer: Lexer,
  next: number,
  first: number,
  firstText: string,
  firstKind: Token,
  second: number,
  secondText: string,
  secondKind: Token,
  otherText: string,
  otherKind: Token,
): Token {
  if (next === first) return pushFixed(lexer, firstKind, firstText);
  if (next === second) return pushFixed(lexer, secondKind, secondText);
  return pushFixed(lexer, otherKind, otherText);
}

function lexEquals(lexer: Lexer): Token {
  switch (lexer.text.charCodeAt(lexer.pos + 1)) {
    case 61:
      return pushFixed(lexer, Token.IsEqual, '==');
    case 62:
      return pushFixed(lexer, Token.FArrow, '=>');
    case 126:
      return pushFixed(lexer, Token.Match, '=~');
    default:
      return pushFixed(lexer, Token.Equals, '=');
  }
}

function lexLess(lexer: Lexer): Token {
  switch (lexer.text.charCodeAt(lexer.pos + 1)) {
    case 60:
      return lexer.text.charCodeAt(lexer.pos + 2) === 124
        ? pushFixed(lexer, Token.LLCollect, '<<|')
        : pushFixed(lexer, Token.LShift, '<<');
    case 61:
      return pushFixed(lexer, Token.LessEqual, '<=');
    case 124:
      return pushFixed(lexer, Token.LCollect, '<|');
    case 45:
      return pushFixed(lexer, Token.OutEdge, '<-');
    case 126:
      return pushFixed(lexer, Token.OutEdgeSub, '<~');
    default:
      return pushFixed(lexer, Token.LessThan, '<');
  }
}

function skipBlank(lexer: Lexer): Token {
  const end = blankEnd(lexer.text, lexer.pos);
  matched(lexer, lexer.pos, end);
  lexer.pos = end;
  return Token.None;
}

function lexNewline(lexer: Lexer): Token {
  if (lexer.newlineJump === -1) lexer.pos++;
  else lexer.pos = lexer.newlineJump;
  lexer.newlineJump = -1;
  lexer.lineStart = lexer.pos;
  return Token.None;
}

function skipComment(lexer: Lexer): Token {
  const end = lexer.text.indexOf('\n', lexer.pos);
  const at = end === -1 ? lexer.text.length : end;
  matched(lexer, lexer.pos, at);
  lexer.pos = at;
  return Token.None;
}

/** A comment, a regular expression where one may stand, or a division. */
function lexSlash(lexer: Lexer): Token {
  const { text, pos } = lexer;
  if (text.charCodeAt(pos + 1) === 42) {
    const end = text.indexOf('*/', pos + 2);
    if (end === -1) throw lexError(lexer, 'UNCLOSED_MLCOMMENT', 'Unclosed multiline comment');
    matched(lexer, pos, end + 2);
    lexer.pos = end + 2;
    return Token.None;
  }
  const end = acceptsRegex(lexer.after) ? regexEnd(text, pos + 1) : -1;
  if (end === -1) return pushFixed(lexer, Token.Div, '/');
  matched(lexer, pos, end + 1);
  lexer.pos = end + 1;
  const pattern = text.slice(pos + 1, end).replaceAll('\\/', '/');
  assertRegexp(pattern);
  return push(lexer, Token.Regex, pos, end + 1, pattern);
}

function regexEnd(text: string, from: number): number {
  let end = text.indexOf('/', from);
  while (end !== -1 && backslashesBefore(text, end, from) % 2 === 1) end = text.indexOf('/', end + 1);
  return end;
}

function backslashesBefore(text: string, at: number, from: number): number {
  let start = at;
  while (start > from && text.charCodeAt(start - 1) === 92) start--;
  return at - start;
}

/** After an operand `/` divides; after a brace it may not, because of case options. */
function acceptsRegex(after: Token): boolean {
  switch (after) {
    case Token.RParen:
    case Token.RBrack:
    case Token.RRCollect:
    case Token.RCollect:
    case Token.Name:
    case Token.ClassRef:
    case Token.Number:
    case Token.String:
    case Token.Boolean:
    case Token.DqPre:
    case Token.DqMid:
    case Token.DqPost:
    case Token.Heredoc:
    case Token.Regex:
    case Token.Variable:
    case Token.Word:
      return false;
    default:
      return true;
  }
}

/** A parenthesis that is the first on its line does not start the arguments of a call. */
function startsLine({ text, pos, lineStart }: Lexer): boolean {
  let at = pos;
  while (at > lineStart && (isBlank(text.charCodeAt(at - 1)) || text.charCodeAt(at - 1) === 13)) at--;
  return at === lineStart;
}

function followsBlank({ text, pos }: Lexer): boolean {
  if (pos === 0) return true;
  const c = text.charCodeAt(pos - 1);
  return c === 10 || c === 13 || isBlank(c);
}

/** A character that starts no token; Puppet's message does not show it. */
function lexOther(lexer: Lexer): Token {
  matched(lexer, -1, -1);
  const start = lexer.pos;
  lexer.pos += lexer.text.codePointAt(start)! > 0xffff ? 2 : 1;
  return push(lexer, Token.Other, start, lexer.pos, '');
}
