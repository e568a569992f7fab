import { Inexpressible, type Language } from './language.ts';

/**
 * Apache's configuration files. Arguments are split at blanks; in double quotes a backslash escapes a quote or another
 * backslash. `${…}` is replaced before anything is parsed, and nothing escapes it.
 * Source: Apache HTTP Server 2.4, "Configuration Files", and ap_getword_conf.
 */
export const apache: Language = { name: 'Apache configuration', quote, helpers: { comment } };

const bare = /^[\w.,:/@%+*=-]+$/;

function quote(value: string): string {
  refuse(value);
  return bare.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}

/** A comment ends with its line, or goes on after a backslash at the line's end. */
function comment(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/\\+$/, '');
}

function refuse(value: string): void {
  if (/[\0\r\n]/.test(value))
    throw new Inexpressible(apache.name, value, 'a value cannot hold a line break or NUL');
  if (/\$\{/.test(value)) throw new Inexpressible(apache.name, value, "'${' would be replaced by a variable");
}
