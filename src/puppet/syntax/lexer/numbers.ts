import { isDigit, isHex, wordEnd } from './chars.ts';
import { type Lexer, lexError, matched, push } from './lexer.ts';
import { Token } from './tokens.ts';

const DOT = 46;

/** A number at its first digit; what is no number in Puppet's sense is refused with Puppet's message. */
export function lexNumber(lexer: Lexer): Token {
  const { text, pos } = lexer;
  const end = numberEnd(text, pos);
  if (end === -1) throw notANumber(lexer);
  matched(lexer, pos, end);
  const value = text.slice(pos, end);
  assertNumeric(lexer, value, pos);
  lexer.pos = end;
  return push(lexer, Token.Number, pos, end, value);
}

function numberEnd(text: string, at: number): number {
  const hex = hexEnd(text, at);
  if (hex !== -1 && isBoundary(text, hex)) return hex;
  const whole = digitsEnd(text, at);
  const fraction =
    text.charCodeAt(whole) === DOT && isDigit(text.charCodeAt(whole + 1))
      ? digitsEnd(text, whole + 1)
      : whole;
  const exponent = exponentEnd(text, fraction);
  if (isBoundary(text, exponent)) return exponent;
  if (isBoundary(text, fraction)) return fraction;
  return isBoundary(text, whole) ? whole : -1;
}

function hexEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 48 || (text.charCodeAt(at + 1) | 32) !== 120) return -1;
  let end = at + 2;
  while (isHex(text.charCodeAt(end))) end++;
  return end === at + 2 ? -1 : end;
}

function digitsEnd(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

function exponentEnd(text: string, at: number): number {
  if ((text.charCodeAt(at) | 32) !== 101) return at;
  const digits = text.charCodeAt(at + 1) === 45 ? at + 2 : at + 1;
  return isDigit(text.charCodeAt(digits)) ? digitsEnd(text, digits) : at;
}

/** A word boundary after a word character; unlike `\w`, it counts letters beyond ASCII. */
function isBoundary(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const c = text.codePointAt(at)!;
  if (c < 128) return wordEnd(text, at) === at;
  return !/[\p{L}\p{M}\p{N}\p{Pc}]/u.test(String.fromCodePoint(c));
}

/** The error for digits that run into letters; a bad fraction is reported with the digits before its dot. */
function notANumber(lexer: Lexer): Error {
  const { text, pos } = lexer;
  const after = wordEnd(text, pos);
  let before = pos;
  if (pos > 1 && text.charCodeAt(pos - 1) === DOT) {
    while (before > 0 && isDigit(text.charCodeAt(before === pos ? pos - 2 : before - 1))) {
      before = before === pos ? pos - 2 : before - 1;
    }
  }
  const value = text.slice(before, after);
  assertNumeric(lexer, value, before);
  return lexError(lexer, 'ILLEGAL_NUMBER', `Illegal number '${value}'`, before + 1);
}

function assertNumeric(lexer: Lexer, value: string, at: number): void {
  const fail = (code: string, message: string) => {
    throw lexError(lexer, code, message, at);
  };
  if (/^0[xX]/.test(value)) {
    if (!/^0[xX][0-9A-Fa-f]+$/.test(value)) fail('INVALID_HEX_NUMBER', `Not a valid hex number ${value}`);
  } else if (/^0[^.]/.test(value)) {
    if (!/^0[0-7]+$/.test(value)) fail('INVALID_OCTAL_NUMBER', `Not a valid octal number ${value}`);
  } else if (/^\d+[eE.]/.test(value)) {
    if (!/^\d+(?:\.\d+)?(?:[eE]-?\d+)?$/.test(value)) {
      fail('INVALID_DECIMAL_NUMBER', `Not a valid decimal number ${value}`);
    }
  } else if (!/^\d+$/.test(value)) fail('ILLEGAL_NUMBER', `Illegal number '${value}'`);
}
