import { type PHash, PObject, type Value } from '../../values/value.ts';
import { badLetter } from './scalar-string.ts';
import { defaultElementFormats, delimiters, type FormatMap, type StringFormat } from './string-format.ts';

/** How deep in indented containers a value stands; `first` until something was written on the level. */
export interface Indentation {
  level: number;
  first: boolean;
  isIndenting: boolean;
}

export const startIndentation: Indentation = { level: 0, first: true, isIndenting: false };

type Convert = (value: Value, formats: FormatMap, indentation: Indentation) => string;

const padding = (level: number): string => '  '.repeat(level);

function breakBefore({ isIndenting, level, first }: Indentation): string {
  return isIndenting && level > 0 && !first ? `\n${padding(level)}` : '';
}

function isCollection(value: Value): boolean {
  return Array.isArray(value) || value instanceof Map;
}

/** Containers get the formats of the whole, other elements those of the container's elements. */
function formatsFor(value: Value, whole: FormatMap, elements: FormatMap): FormatMap {
  return isCollection(value) || value instanceof PObject ? whole : elements;
}

/** An array as text. */
export function formatArray(
  values: readonly Value[],
  format: StringFormat,
  formats: FormatMap,
  outer: Indentation,
  convert: Convert,
): string {
  if (!'asp'.includes(format.letter)) throw badLetter('Array', format, 'asp');
  const indentation = { ...outer, isIndenting: format.alternate || outer.isIndenting };
  const elements = format.elements ?? defaultElementFormats();
  const child: Indentation = { level: indentation.level + 1, first: false, isIndenting: format.alternate };
  const texts = values.map((value) => convert(value, formatsFor(value, formats, elements), child));
  const [open, close] = delimiters(format, ['[', ']']);
  return breakBefore(indentation) + open + joinElements(values, texts, format, child) + close;
}

function joinElements(
  values: readonly Value[],
  texts: readonly string[],
  format: StringFormat,
  child: Indentation,
): string {
  const separator = format.separator ?? ', ';
  const isBroken = format.alternate && format.width !== null && widestRow(values, texts) > format.width;
  let out = '';
  for (const [index, value] of values.entries()) {
    const text = texts[index]!;
    const plain = !isCollection(value);
    if (index === 0) out += isBroken && plain ? ' ' : '';
    else {
      out += separator;
      const afterCollection = format.alternate && isCollection(values[index - 1]!);
      if (plain && (isBroken || afterCollection)) {
        out = `${out.endsWith('\n') ? out : out.trimEnd()}\n${padding(child.level)}`;
      }
    }
    if (out.endsWith(' ') && text.startsWith('\n')) out = out.trimEnd();
    out += text;
  }
  return out;
}

/** The length of the longest row of elements that are not collections. */
function widestRow(values: readonly Value[], texts: readonly string[]): number {
  const rows = [0];
  for (const [index, value] of values.entries()) {
    if (isCollection(value)) rows.push(0);
    else rows[rows.length - 1]! += texts[index]!.length;
  }
  return Math.max(...rows);
}

/** A hash as text. */
export function formatHash(
  hash: PHash,
  format: StringFormat,
  formats: FormatMap,
  outer: Indentation,
  convert: Convert,
): string {
  if (format.letter === 'a')
    return convert(
      [...hash].map(([key, value]) => [key, value]),
      formats,
      outer,
    );
  if (!'hsp'.includes(format.letter)) throw badLetter('Hash', format, 'hasp');
  const indentation = { ...outer, isIndenting: format.alternate || outer.isIndenting };
  const elements = format.elements ?? defaultElementFormats();
  const child: Indentation = { level: indentation.level + 1, first: true, isIndenting: false };
  const text = (value: Value): string => convert(value, formatsFor(value, formats, elements), child);
  const arrow = format.separator2 ?? ' => ';
  const indent = format.alternate ? padding(child.level) : '';
  const entries = [...hash].map(([key, value]) => `${indent}${text(key)}${arrow}${text(value)}`);
  const [open, close] = delimiters(format, ['{', '}']);
  const lineBreak = format.alternate ? '\n' : '';
  const end = format.alternate ? lineBreak + padding(indentation.level) : '';
  return breakBefore(indentation) + open + lineBreak + entries.join(separatorOf(format)) + end + close;
}

function separatorOf(format: StringFormat): string {
  const separator = format.separator ?? ', ';
  if (!format.alternate) return separator;
  return `${separator.endsWith('\n') ? separator : separator.trimEnd()}\n`;
}
