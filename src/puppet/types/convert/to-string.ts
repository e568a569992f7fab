import { PuppetError } from '../../error.ts';
import { rubyInspect } from '../../values/inspect.ts';
import { isInteger } from '../../values/integer.ts';
import { makeHash } from '../../values/keys.ts';
import { rubyFormat } from '../../values/sprintf.ts';
import { toText } from '../../values/text.ts';
import {
  DEFAULT,
  PBinary,
  PFloat,
  PIterator,
  PObject,
  PRegexp,
  PUri,
  type Value,
} from '../../values/value.ts';
import { capitalize } from '../catalog-types.ts';
import { arrayType, hashType } from '../collection.ts';
import { formatValue } from '../format-value.ts';
import { inferSet } from '../infer.ts';
import { PObjectTypeExtension } from '../object-type.ts';
import { puppetDoubleQuote, puppetQuote } from '../quote.ts';
import { PType } from '../type.ts';
import { type Constructor, conversion, once } from './constructor.ts';
import { formatArray, formatHash, type Indentation, startIndentation } from './container-string.ts';
import {
  badLetter,
  findFormat,
  formatBoolean,
  formatDefault,
  formatUndef,
  plainFlags,
} from './scalar-string.ts';
import {
  defaultFormats,
  type FormatMap,
  formatPattern,
  mergeFormats,
  readFormats,
  type StringFormat,
} from './string-format.ts';

const stringTypes = {
  Format: `Pattern[/${formatPattern}/]`,
  ContainerFormat: `Struct[{ Optional[format] => Format, Optional[separator] => String,
    Optional[separator2] => String, Optional[string_formats] => Hash[Type, Format] }]`,
  TypeMap: 'Hash[Type, Variant[Format, ContainerFormat]]',
  Convertible: 'Any',
  Formats: 'Variant[Default, String[1], TypeMap]',
};

/** `String.new(value, formats)`. */
export const stringConstructor = once(
  (): Constructor => ({
    name: 'new_string',
    conversions: [
      conversion(
        'Convertible from, ?Formats string_formats',
        (from, formats) => convertToString(from!, formats ?? DEFAULT),
        stringTypes,
      ),
    ],
  }),
);

/** A value as text, by formats: `default`, a format, or a hash of formats by type; throws a PuppetError. */
export function convertToString(value: Value, formats: Value = DEFAULT): string {
  if (formats === DEFAULT) return convert(value, defaultFormats(), startIndentation);
  const given = typeof formats === 'string' ? makeHash([[formattedType(value), formats]]) : formats;
  return convert(value, mergeFormats(defaultFormats(), readFormats(given))!, startIndentation);
}

function formattedType(value: Value): PType {
  const type = inferSet(value);
  if (arrayType.isAssignable(type)) return arrayType;
  return hashType.isAssignable(type) ? hashType : type;
}

/** The text of one value; containers hand their elements back to it. */
export function convert(value: Value, formats: FormatMap, indentation: Indentation): string {
  const type = inferSet(value);
  const format = findFormat(type instanceof PObjectTypeExtension ? type.base : type, formats);
  if (value === null) return formatUndef(format);
  if (typeof value === 'string') return formatText(value, format);
  if (typeof value === 'boolean') return formatBoolean(value, format);
  if (isInteger(value)) return formatInteger(value, format);
  if (value instanceof PFloat) return formatFloatValue(value, format);
  if (Array.isArray(value)) return formatArray(value, format, formats, indentation, convert);
  if (value instanceof Map) return formatHash(value, format, formats, indentation, convert);
  return convertOther(value, format, formats, indentation);
}

function convertOther(
  value: Value,
  format: StringFormat,
  formats: FormatMap,
  indentation: Indentation,
): string {
  if (value === DEFAULT) return formatDefault(format);
  if (value instanceof PIterator) return convert([...value], formats, indentation);
  if (value instanceof PBinary) return formatBinary(value, format);
  if (value instanceof PRegexp) return formatRegexp(value, format);
  if (value instanceof PObject) return formatObject(value, format, indentation);
  if (value instanceof PUri) return formatUri(value, format, indentation);
  if (value instanceof PType) return formatTypeValue(value, format);
  return rubyFormat(format.text, [value]);
}

const replaceLetter = (format: StringFormat, letter: string): string =>
  format.text.replaceAll(format.letter, letter);

function formatInteger(value: number | bigint, format: StringFormat): string {
  if ('dxXobBp'.includes(format.letter)) return rubyFormat(format.text, [value]);
  if ('eEfgGaA'.includes(format.letter)) return rubyFormat(format.text, [new PFloat(Number(value))]);
  if (format.letter === 'c') {
    if (value < 0 || value > 0x10ffff) throw new PuppetError('pack(U): value out of range');
    const char = String.fromCodePoint(Number(value));
    return rubyFormat(replaceLetter(format, 's'), [format.alternate ? `"${char}"` : char]);
  }
  if (format.letter === 's')
    return rubyFormat(replaceLetter(format, format.alternate ? 'p' : 's'), [String(value)]);
  throw badLetter('Integer', format, 'dxXobBeEfgGaAspc');
}

function formatFloatValue(value: PFloat, format: StringFormat): string {
  if ('dxXobB'.includes(format.letter)) return rubyFormat(format.text, [BigInt(Math.trunc(value.value))]);
  if ('eEfgGaAp'.includes(format.letter)) return rubyFormat(format.text, [value]);
  if (format.letter === 's')
    return rubyFormat(format.text, [format.alternate ? `"${value}"` : String(value)]);
  throw badLetter('Float', format, 'dxXobBeEfgGaAsp');
}

function quotedText(text: string, format: StringFormat): string {
  return format.alternate
    ? plainFlags(format, puppetQuote(text))
    : rubyFormat(replaceLetter(format, 's'), [text]);
}

function formatText(text: string, format: StringFormat): string {
  switch (format.letter) {
    case 's':
      return rubyFormat(format.text, [text]);
    case 'p':
      return plainFlags(format, format.alternate ? puppetDoubleQuote(text) : puppetQuote(text));
    case 'c':
      return quotedText(capitalize(text), format);
    case 'C':
      return quotedText(rubySplit(text).map(capitalize).join('::'), format);
    case 'u':
      return quotedText(text.toUpperCase(), format);
    case 'd':
      return quotedText(text.toLowerCase(), format);
    case 't':
      return quotedText(text.replace(/^[\s\0]+|[\s\0]+$/g, ''), format);
    default:
      throw badLetter('String', format, 'cCudspt');
  }
}

function rubySplit(text: string): string[] {
  const parts = text.split('::');
  while (parts.length > 0 && parts[parts.length - 1] === '') parts.pop();
  return parts;
}

function formatBinary(value: PBinary, format: StringFormat): string {
  const bytes = Buffer.from(value.bytes);
  const texts: Record<string, () => string> = {
    s: () => bytes.toString('utf8'),
    b: () => mimeBase64(bytes),
    B: () => bytes.toString('base64'),
    u: () => bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_'),
    t: () => 'Binary',
    T: () => 'BINARY',
  };
  if (format.letter === 'p') return `Binary("${rubyFormat(replaceLetter(format, 's'), [value.toString()])}")`;
  const text = texts[format.letter];
  if (text === undefined) throw badLetter('Binary', format, 'bButTsp');
  return rubyFormat(replaceLetter(format, format.alternate ? 'p' : 's'), [text()]);
}

function mimeBase64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{1,60}/g, '$&\n');
}

function formatRegexp(value: PRegexp, format: StringFormat): string {
  if (format.letter === 'p') {
    return format.text === '%p'
      ? value.toString()
      : rubyFormat(replaceLetter(format, 's'), [value.toString()]);
  }
  if (format.letter !== 's') throw badLetter('Regexp', format, 'sp');
  const text = format.alternate ? puppetQuote(value.text) : value.text;
  return format.text === '%s' ? text : rubyFormat(format.text, [text]);
}

function formatObject(value: PObject, format: StringFormat, indentation: Indentation): string {
  const isIndenting = format.alternate || indentation.isIndenting;
  if (format.letter === 'p') return formatValue(value, isIndenting ? indentation.level : null);
  if (format.letter === 's') return toText(value);
  if (format.letter === 'q') return rubyInspect(value);
  throw badLetter('Object', format, 'spq');
}

function formatUri(value: PUri, format: StringFormat, indentation: Indentation): string {
  const isIndenting = format.alternate || indentation.isIndenting;
  if (format.letter === 'p') return formatValue(value, isIndenting ? indentation.level : null);
  if (format.letter !== 's') throw badLetter('URI', format, 'sp');
  return rubyFormat(format.text, [format.alternate ? puppetQuote(value.text) : value.text]);
}

function formatTypeValue(value: PType, format: StringFormat): string {
  if (format.letter === 's')
    return rubyFormat(format.text, [format.alternate ? `"${value}"` : value.toString()]);
  if (format.letter === 'p') return rubyFormat(replaceLetter(format, 's'), [value.toString()]);
  throw badLetter('Type', format, 'sp');
}
