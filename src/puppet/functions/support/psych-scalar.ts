import type { Place } from './psych.ts';

type Style = 'plain' | 'single' | 'double' | 'literal' | 'string-tag';

const time =
  /^-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?\s*$/;
const date = /^\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)$/;
const sexagesimal = /^[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}(\.[0-9_]*)?$/;
const float = /^(?:[-+]?([0-9][0-9_,]*)?\.[0-9]*([eE][-+][0-9]+)?)$/;
const integer =
  /^(?:[-+]?0b[0-1_,]+|[-+]?0[0-7_,]+|[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)|[-+]?0x[0-9a-fA-F_,]+)$/;
const wordish = /^[^\d.:-]?[\p{L}\p{M}_\s!@#$%^&*(){}<>|/\\~;=]+/mu;

/** Whether a plain text would be read back as something else than a string. */
function isOtherType(text: string): boolean {
  if (text === '') return true;
  if (wordish.test(text) || text.includes('\n')) {
    return text.length <= 5 && /^(~|null|yes|true|on|no|false|off)$/im.test(text);
  }
  if (time.test(text) || date.test(text) || /^[-+]?\.inf$/i.test(text) || /^\.nan$/i.test(text)) return true;
  if (/^:./.test(text) || sexagesimal.test(text) || integer.test(text)) return true;
  return float.test(text) && !/^[-+]?\.$/.test(text);
}

/** The style that Psych asks for; what the text needs may be another. */
export function requestedStyle(text: string): Style {
  if (/\n(?!\n?(?![\s\S]))/.test(text)) return 'literal';
  if (text === '<<') return 'string-tag';
  if (text === 'y' || text === 'n') return 'double';
  if (/^[^\p{L}\p{M}\p{N}\p{Pc}][^"]*$/mu.test(text)) return 'double';
  if (isOtherType(text) || /^0[0-7]*[89]/.test(text)) return 'single';
  return 'plain';
}

/** What libyaml finds out about a text before it chooses how to write it. */
interface Analysis {
  plain: boolean;
  single: boolean;
  block: boolean;
}

function analyze(text: string): Analysis {
  const special = [...text].some((character) => !isPrintable(character) && character !== '\n');
  const multiline = text.includes('\n');
  const edges = /^ | $/.test(text) || text.startsWith('\n') || text.endsWith('\n');
  const mixed = / \n|\n /.test(text);
  return {
    plain: text !== '' && !special && !multiline && !edges && !hasIndicators(text),
    single: !special && !mixed,
    block: !special && !/ $/.test(text) && !/ \n/.test(text),
  };
}

function isPrintable(character: string): boolean {
  const code = character.codePointAt(0)!;
  if (code === 0xfeff) return false;
  return (
    (code >= 0x20 && code <= 0x7e) || code === 0x85 || (code >= 0xa0 && !(code >= 0xd800 && code <= 0xdfff))
  );
}

function hasIndicators(text: string): boolean {
  if (/^(---|\.\.\.)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text)) return true;
  return /^[-?:](?:\s|$)/.test(text) || /:(?:\s|$)/.test(text) || /\s#/.test(text);
}

/** A text in a style that suits it; `open` when it ends in line breaks that only a document end closes. */
export function writeScalar(
  text: string,
  wanted: Style,
  place: Place,
  width: number,
): { text: string; open: boolean } {
  const { plain, single, block } = analyze(text);
  if (wanted === 'string-tag') return { text: `!!str ${quoteSingle(text, place, width)}`, open: false };
  if (wanted === 'plain' && plain) return { text: fold(text, place, width, (part) => part), open: false };
  if (wanted === 'literal' && block && !place.key) return literal(text, place);
  if (wanted !== 'double' && wanted !== 'literal' && single)
    return { text: quoteSingle(text, place, width), open: false };
  return { text: quoteDouble(text, place, width), open: false };
}

function literal(text: string, place: Place): { text: string; open: boolean } {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const open = /\n\n$/.test(text) || text === '\n';
  const chomp = !text.endsWith('\n') ? '-' : open ? '+' : '';
  const pad = ' '.repeat(place.indent);
  const lines = text.replace(/\n$/, '').split('\n');
  return {
    text: `|${hint}${chomp}\n${lines.map((line) => (line === '' ? '' : pad + line)).join('\n')}`,
    open,
  };
}

/** Breaks a line at single blanks once it is longer than the width. */
function fold(text: string, place: Place, width: number, write: (character: string) => string): string {
  let result = '';
  let { column } = place;
  const characters = [...text];
  for (const [index, character] of characters.entries()) {
    const inside = index > 0 && index < characters.length - 1;
    const single = character === ' ' && characters[index - 1] !== ' ' && characters[index + 1] !== ' ';
    if (!place.key && inside && single && column > width) {
      result += `\n${' '.repeat(place.indent)}`;
      column = place.indent;
      continue;
    }
    const written = write(character);
    result += written;
    column += written.length;
  }
  return result;
}

function quoteSingle(text: string, place: Place, width: number): string {
  const start = { ...place, column: place.column + 1 };
  if (!text.includes('\n')) return `'${fold(text, start, width, (part) => (part === "'" ? "''" : part))}'`;
  const pad = ' '.repeat(place.indent);
  const lines = text.replaceAll("'", "''").split(/(\n+)/);
  return `'${lines.map((part) => (part.startsWith('\n') ? `\n${part}${pad}` : part)).join('')}'`;
}

const escapes: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\x85': '\\N',
  '\xa0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function quoteDouble(text: string, place: Place, width: number): string {
  const start = { ...place, column: place.column + 1 };
  return `"${foldDouble([...text], start, width)}"`;
}

/** Like `fold`; a blank behind a break is escaped. */
function foldDouble(characters: readonly string[], place: Place, width: number): string {
  let result = '';
  let { column } = place;
  let afterBlank = false;
  for (const [index, character] of characters.entries()) {
    const inside = index > 0 && index < characters.length - 1;
    if (character === ' ' && !place.key && !afterBlank && inside && column > width) {
      result += `\n${' '.repeat(place.indent)}${characters[index + 1] === ' ' ? '\\' : ''}`;
      column = place.indent;
      afterBlank = true;
      continue;
    }
    const written = escaped(character);
    result += written;
    column += written.length;
    afterBlank = character === ' ';
  }
  return result;
}

function escaped(character: string): string {
  const known = escapes[character];
  if (known !== undefined) return known;
  if (isPrintable(character)) return character;
  const code = character.codePointAt(0)!;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
