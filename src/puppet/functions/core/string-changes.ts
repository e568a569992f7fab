import { defineDeepStringChange, defineStringChange } from '../support/strings.ts';

/** Ruby's `capitalize`: the first character upper case, the rest lower case. */
export function capitalizeText(text: string): string {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('').toLowerCase();
}

const camel = (text: string) => text.replace(/_+$/, '').split('_').map(capitalizeText).join('');

// Ruby strips NUL and white space of ASCII only; NUL at the left stays.
const lstripped = (text: string) => text.replace(/^[\0\t\n\v\f\r ]+/, '');
const rstripped = (text: string) => text.replace(/[\0\t\n\v\f\r ]+$/, '');

/** The first character upper case. */
export const capitalize = defineStringChange('capitalize', capitalizeText);
/** `a_b` becomes `AB`. */
export const camelcase = defineStringChange('camelcase', camel);
/** Without the line end. */
export const chomp = defineStringChange('chomp', (text) => text.replace(/(?:\r\n|\n|\r)$/, ''));
/** Without the last character, or a line end of two. */
export const chop = defineStringChange('chop', (text) => text.replace(/(?:\r\n|[\s\S])$/u, ''));
/** Without white space on the left. */
export const lstrip = defineStringChange('lstrip', lstripped);
/** Without white space on the right. */
export const rstrip = defineStringChange('rstrip', rstripped);
/** Without white space around. */
export const strip = defineStringChange('strip', (text) => lstripped(rstripped(text)));
/** Lower case. */
export const downcase = defineDeepStringChange('downcase', (text) => text.toLowerCase());
/** Upper case. */
export const upcase = defineDeepStringChange('upcase', (text) => text.toUpperCase());
