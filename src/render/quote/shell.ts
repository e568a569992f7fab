import { Inexpressible, type Language } from './language.ts';

/** One word of the shell command language. Source: POSIX.1-2017, Shell Command Language, 2.2. */
export const shell: Language = { name: 'shell', quote, helpers: { comment } };

const bare = /^[\w./:@%+-][\w./:@%+=-]*$/;

function quote(value: string): string {
  if (value.includes('\0')) throw new Inexpressible(shell.name, value, 'a word cannot hold NUL');
  return bare.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

function comment(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
