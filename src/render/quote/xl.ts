import { Inexpressible, type Language } from './language.ts';

/**
 * Strings of xl.cfg(5), in double quotes with C-like escapes, and parts of the disk and network specifications that
 * are in such strings. Source: Xen, tools/libs/util/libxlu_cfg_l.l and libxlu_disk_l.l.
 */
export const xl: Language = { name: 'xl.cfg(5)', quote, helpers: { comment, number } };

function quote(value: string): string {
  if (/\0/.test(value)) throw new Inexpressible(xl.name, value, 'a string cannot hold NUL');
  return `"${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r')}"`;
}

function comment(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function number(value: string): string {
  if (!/^\d+$/.test(value)) throw new Inexpressible(xl.name, value, 'a number is written with digits');
  return value;
}
