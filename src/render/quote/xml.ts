import { Inexpressible, type Language } from './language.ts';

/**
 * XML 1.0, in attribute values in either quotes and in text. White space other than the blank is written as references,
 * which attribute-value normalisation and end-of-line handling leave alone.
 * Source: Extensible Markup Language 1.0, fifth edition, 2.2, 2.4, 2.11, 3.3.3.
 */
export const xml: Language = { name: 'XML', quote, helpers: { comment } };

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function quote(value: string): string {
  refuse(value);
  return value.replace(/[&<>"'\t\n\r]/g, (char) => references[char] ?? `&#${char.charCodeAt(0)};`);
}

/** Nothing is escaped in a comment, so what would end it, or is no character of XML, gives way. */
function comment(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]+/gu, ' ')
    .replace(/-+/g, '-')
    .replace(/-$/, '- ');
}

function refuse(value: string): void {
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Cs}]/u.test(value))
    throw new Inexpressible(xml.name, value, 'it holds a character that XML does not have');
}
