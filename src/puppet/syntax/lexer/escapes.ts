import { type Lexer, lexError, lexWarning } from './lexer.ts';

const ILLEGAL_UNICODE =
  "Unicode escape '\\u' was not followed by 4 hex digits or 1-6 hex digits in {} or was > 10ffff";

/** The escapes of double quoted strings; a line break stands for a continued line. */
export const DQ_ESCAPES: ReadonlySet<string> = new Set([
  '\\',
  '$',
  "'",
  '"',
  'r',
  'n',
  't',
  's',
  'u',
  '\r\n',
  '\n',
]);

/**
 * Replaces escapes in text: those in `escapes` by what they stand for; others stay, with a warning when `warn`.
 * As in Puppet, unicode escapes are replaced first, so a backslash made by one escapes what follows it.
 */
export function replaceEscapes(
  lexer: Lexer,
  raw: string,
  escapes: ReadonlySet<string>,
  warn: boolean,
): string {
  if (!raw.includes('\\')) return raw;
  const text = escapes.has('u') && raw.includes('\\u') ? unescapeUnicode(lexer, raw) : raw;
  return text.replace(/\\([^\r\n]|\r?\n)/gu, (whole, ch: string) =>
    unescapeOne(lexer, whole, ch, escapes, warn),
  );
}

function unescapeOne(
  lexer: Lexer,
  whole: string,
  ch: string,
  escapes: ReadonlySet<string>,
  warn: boolean,
): string {
  if (!escapes.has(ch)) {
    if (warn) lexWarning(lexer, 'UNRECOGNIZED_ESCAPE', `Unrecognized escape sequence '\\${ch}'`);
    return whole;
  }
  switch (ch) {
    case 'r':
      return '\r';
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 's':
      return ' ';
    case '\n':
    case '\r\n':
      return '';
    case 'u':
      // In heredocs Puppet breaks down when it makes this warning.
      if (lexer.toSource !== null) throw lexError(lexer, 'ILLEGAL_UNICODE_ESCAPE', ILLEGAL_UNICODE);
      lexWarning(lexer, 'ILLEGAL_UNICODE_ESCAPE', ILLEGAL_UNICODE);
      return whole;
    default:
      return ch;
  }
}

function unescapeUnicode(lexer: Lexer, raw: string): string {
  const pattern = /((?:[^\\]|(?<![\s\S])|(?<=\n))(?:\\\\)*)\\u(?:([\da-fA-F]{4})|\{([\da-fA-F]{1,6})\})/gu;
  let text = raw;
  for (;;) {
    const next = text.replace(pattern, (_, before: string, four?: string, braced?: string) => {
      const code = Number.parseInt((four ?? braced)!, 16);
      if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
        throw lexError(lexer, 'ILLEGAL_UNICODE_ESCAPE', ILLEGAL_UNICODE);
      }
      return before + String.fromCodePoint(code);
    });
    if (next === text) return text;
    text = next;
  }
}
