import { Inexpressible, type Language } from './language.ts';

/**
 * exports(5). Its reader takes `\` with three octal digits for a byte, everywhere but in a comment; a blank, `#`, `"`
 * and `\` would mean something else, and so would `(` and `)` around options and `,` between them.
 * Source: nfs-utils, support/nfs/xio.c.
 */
export const exportsFile: Language = { name: 'exports(5)', quote, helpers: { comment } };

function quote(value: string): string {
  if (value === '' || value.includes('\0'))
    throw new Inexpressible(exportsFile.name, value, 'a word is not empty and holds no NUL');
  return value.replace(/[^\w./:@+=%\u0080-\u{10ffff}-]/gu, octal);
}

function octal(char: string): string {
  return `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

/** A line of comment goes on after a backslash at its end. */
function comment(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/\\+$/, '');
}
