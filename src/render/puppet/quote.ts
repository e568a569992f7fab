import { Inexpressible } from '../quote/language.ts';

/** Printable ASCII that stands for itself in single quotes: almost every text. */
const plain = /^[ -#%-&(-[\]-~]*$/;

/**
 * A Puppet string literal for a value: in single quotes where it can, where only `\` and `'` need a backslash; in
 * double quotes where it holds a line break, a tab or `${`, which puppet-lint refuses in single ones. Throws
 * `Inexpressible` for other control characters and for text that is not Unicode.
 */
export function quoteString(value: string): string {
  if (plain.test(value)) return `'${value}'`;
  if (/\p{Cs}/u.test(value)) throw new Inexpressible('Puppet', value, 'it is not well-formed Unicode');
  if (/(?![\n\t])\p{Cc}/u.test(value))
    throw new Inexpressible('Puppet', value, 'it holds a control character');
  return /[\n\t]|\$\{/.test(value) ? doubleQuoted(value) : `'${value.replace(/[\\']/g, '\\$&')}'`;
}

function doubleQuoted(value: string): string {
  const escaped = value
    .replace(/[\\"$]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

/** A comment of one line that puppet-lint does not find too long. */
export function quoteComment(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ').trim();
  return line.length > 130 ? `# ${line.slice(0, 130).replace(/\S*$/, '')}…` : `# ${line}`;
}
