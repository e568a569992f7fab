import { Inexpressible, type Language } from './language.ts';

/**
 * A value that systemd takes as it is to the end of the line, such as `What=`, `Where=` or `Description=`: `%` begins
 * a specifier, a backslash at the end joins the next line. Source: systemd.syntax(7), systemd.unit(5).
 */
export const systemd: Language = { name: 'a systemd unit', quote, helpers: { comment } };

function quote(value: string): string {
  if (/[\p{Cc}\p{Cs}]/u.test(value))
    throw new Inexpressible(systemd.name, value, 'a value cannot hold control characters');
  if (/^\s|\s$|\\$/.test(value))
    throw new Inexpressible(
      systemd.name,
      value,
      'a value cannot begin or end with a blank, or end with a backslash',
    );
  return value.replaceAll('%', '%%');
}

function comment(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/\\+$/, '');
}

/** The name of the unit that mounts a path, as `systemd-escape --path --suffix=mount` says. */
export function mountUnitName(path: string): string {
  const inner = path.split('/').filter(Boolean).join('/');
  return `${inner === '' ? '-' : [...Buffer.from(inner)].map(escapeByte).join('')}.mount`;
}

function escapeByte(byte: number, index: number): string {
  const char = String.fromCharCode(byte);
  if (char === '/') return '-';
  if (/[A-Za-z0-9:_]/.test(char) || (char === '.' && index > 0)) return char;
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}
