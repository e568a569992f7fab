import { PuppetError } from '../../error.ts';
import { rubyFormat } from '../../values/sprintf.ts';
import { PFloat } from '../../values/value.ts';
import { capitalize } from '../catalog-types.ts';
import type { PType } from '../type.ts';
import { type FormatMap, parseFormat, type StringFormat } from './string-format.ts';

/** The format for values of a type. */
export function findFormat(type: PType, formats: FormatMap): StringFormat {
  return formats.find(([key]) => key.isAssignable(type))?.[1] ?? parseFormat('%s');
}

/** The error for a letter that the kind of value has not got. */
export function badLetter(kind: string, format: StringFormat, allowed: string): PuppetError {
  return new PuppetError(
    `Illegal format '${format.letter}' specified for value of ${kind} type - expected one of the characters '${allowed}'`,
  );
}

/** Width and precision of a format applied to a ready text. */
export function plainFlags({ left, width, precision }: StringFormat, text: string): string {
  if (!left && width === null && precision === null) return text;
  const size = `${left ? '-' : ''}${width ?? ''}${precision === null ? '' : `.${precision}`}`;
  return rubyFormat(`%${size}s`, [text]);
}

/** undef as text. */
export function formatUndef(format: StringFormat): string {
  const pair: Record<string, [string, string]> = {
    n: ['nil', 'null'],
    u: ['undef', 'undefined'],
    v: ['n/a', 'n/a'],
    V: ['N/A', 'N/A'],
    s: ['', '""'],
    p: ['undef', '"undef"'],
  };
  const texts = 'dxXobBeEfgGaA'.includes(format.letter) ? (['NaN', 'NaN'] as const) : pair[format.letter];
  if (texts === undefined) throw badLetter('Undef', format, 'nudxXobBeEfgGaAvVsp');
  return plainFlags(format, texts[format.alternate ? 1 : 0]);
}

/** `default` as text. */
export function formatDefault(format: StringFormat): string {
  if ('dsp'.includes(format.letter)) return plainFlags(format, format.alternate ? '"default"' : 'default');
  if (format.letter === 'D') return plainFlags(format, format.alternate ? '"Default"' : 'Default');
  throw badLetter('Default', format, 'dDsp');
}

/** A Boolean as text. */
export function formatBoolean(value: boolean, format: StringFormat): string {
  const words: Record<string, string> = {
    t: String(value),
    T: capitalize(String(value)),
    y: value ? 'yes' : 'no',
    Y: value ? 'Yes' : 'No',
  };
  const word = words[format.letter];
  if (word !== undefined) return plainFlags(format, format.alternate ? word[0]! : word);
  if ('dxXobB'.includes(format.letter)) return rubyFormat(format.text, [value ? 1 : 0]);
  if ('eEfgGaA'.includes(format.letter)) return rubyFormat(format.text, [new PFloat(value ? 1 : 0)]);
  if (format.letter === 's' || format.letter === 'p') return plainFlags(format, String(value));
  throw badLetter('Boolean', format, 'tTyYdxXobBeEfgGaAsp');
}
