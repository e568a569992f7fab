import { PuppetError } from '../../error.ts';
import { toText } from '../../values/text.ts';
import type { PHash, Value } from '../../values/value.ts';
import { anyType } from '../any.ts';
import { binaryType } from '../binary-type.ts';
import { arrayType, hashType, PArrayType, PHashType } from '../collection.ts';
import { floatType, numericType } from '../numeric.ts';
import { objectType } from '../object-type.ts';
import { rubyClassName } from '../ruby-class.ts';
import { compareBytes, PEnumType, PPatternType, PStringType } from '../string.ts';
import { PStructType } from '../struct.ts';
import { PTupleType } from '../tuple.ts';
import { PType } from '../type.ts';
import { once } from './constructor.ts';

/** Which format applies to which type, the first assignable one first. */
export type FormatMap = readonly (readonly [PType, StringFormat])[];

/** One format such as `%#-10.3p`. */
export interface StringFormat {
  text: string;
  letter: string;
  alternate: boolean;
  left: boolean;
  plus: 'space' | 'plus' | 'ignore';
  zeroes: boolean;
  delimiter: string | null;
  width: number | null;
  precision: number | null;
  separator: string | null;
  separator2: string | null;
  elements: FormatMap | null;
}

/** The pattern of formats, as Puppet shows it. */
export const formatPattern = '^%([\\s\\[+#0{<(|-]*)([1-9][0-9]*)?(?:\\.([0-9]+))?([a-zA-Z])$';

const pattern = new RegExp(formatPattern, 'm');

/** Reads a format; throws a PuppetError. */
export function parseFormat(text: string): StringFormat {
  const match = pattern.exec(text);
  if (match === null) {
    throw new PuppetError(
      `The format '${text}' is not a valid format on the form '%<flags><width>.<prec><format>'`,
    );
  }
  const [, flagText, width, precision, letter] = match;
  const flags = [...flagText!];
  if (new Set(flags).size !== flags.length) {
    throw new PuppetError(`The same flag can only be used once, got '${text}'`);
  }
  const delimiters = flags.filter((flag) => '[{(<|'.includes(flag));
  if (delimiters.length > 1) {
    throw new PuppetError(
      `Only one of the delimiters [ { ( < | can be given in the format flags, got '${text}'`,
    );
  }
  return {
    text,
    letter: letter!,
    alternate: flags.includes('#'),
    left: flags.includes('-'),
    plus: flags.includes(' ') ? 'space' : flags.includes('+') ? 'plus' : 'ignore',
    zeroes: flags.includes('0'),
    delimiter: delimiters[0] ?? null,
    width: width === undefined ? null : Number(width),
    precision: precision === undefined ? null : Number(precision),
    separator: null,
    separator2: null,
    elements: null,
  };
}

/** What is used for elements of containers, and for values, when nothing else is said. */
export const defaultElementFormats = once((): FormatMap => [[anyType, parseFormat('%p')]]);

const container = (text: string, separator2: string): StringFormat => ({
  ...parseFormat(text),
  separator: ', ',
  separator2,
  elements: defaultElementFormats(),
});

export const defaultFormats = once(
  (): FormatMap => [
    [objectType, parseFormat('%p')],
    [floatType, parseFormat('%f')],
    [numericType, parseFormat('%d')],
    [arrayType, container('%a', ', ')],
    [hashType, container('%h', ' => ')],
    [binaryType, parseFormat('%B')],
    [anyType, parseFormat('%s')],
  ],
);

/** The opening and closing delimiter. */
export function delimiters(
  format: StringFormat,
  standard: readonly [string, string],
): readonly [string, string] {
  const closing: Record<string, string> = { '[': ']', '{': '}', '(': ')', '<': '>', '|': '|' };
  if (format.delimiter !== null) return [format.delimiter, closing[format.delimiter]!];
  return format.plus === 'space' ? ['', ''] : standard;
}

/** The formats of a hash given by the user; throws a PuppetError. */
export function readFormats(formats: Value): FormatMap {
  if (!(formats instanceof Map)) {
    throw new PuppetError(
      `expected a hash with type to format mappings, got instance of '${rubyClassName(formats)}'`,
    );
  }
  return [...formats].map(([type, format]) => {
    if (!(type instanceof PType)) {
      throw new PuppetError(
        `top level keys in the format hash must be data types, got instance of '${rubyClassName(type)}'`,
      );
    }
    return [type, format instanceof Map ? readContainer(format) : parseFormat(format as string)];
  });
}

const containerKeys = ['separator', 'separator2', 'format', 'string_formats'];

function readContainer(given: PHash): StringFormat {
  if ([...given.keys()].some((key) => !containerKeys.includes(key as string))) {
    const allowed = containerKeys.map((key) => `'${key}'`).join(', ');
    throw new PuppetError(`only ${allowed} are allowed in a container format, got ${toText(given)}`);
  }
  const text = (key: string): string | null => (given.get(key) as string | undefined) ?? null;
  const elements = given.get('string_formats');
  return {
    ...parseFormat(text('format') ?? '%s'),
    separator: text('separator'),
    separator2: text('separator2'),
    elements: elements === undefined || elements === null ? null : readFormats(elements),
  };
}

/** The higher formats laid over the lower ones, the most particular type first. */
export function mergeFormats(lower: FormatMap | null, higher: FormatMap | null): FormatMap | null {
  if (lower === null || higher === null) return lower ?? higher;
  const kept = lower.filter(
    ([type]) => !higher.some(([other]) => !other.equals(type) && other.isAssignable(type)),
  );
  const merged = new Map<string, readonly [PType, StringFormat]>();
  for (const entry of [...kept, ...higher]) {
    const key = entry[0].identityKey();
    const known = merged.get(key);
    merged.set(key, known === undefined ? entry : [entry[0], mergeFormat(known[1], entry[1])]);
  }
  return [...merged.values()].sort(([a], [b]) => compareTypes(a, b));
}

function mergeFormat(lower: StringFormat, higher: StringFormat): StringFormat {
  return {
    ...higher,
    separator: higher.separator ?? lower.separator,
    separator2: higher.separator2 ?? lower.separator2,
    elements: mergeFormats(lower.elements, higher.elements),
  };
}

function compareTypes(a: PType, b: PType): number {
  if (a.equals(b)) return 0;
  const ab = b.isAssignable(a);
  const ba = a.isAssignable(b);
  if (ab !== ba) return ab ? -1 : 1;
  const rankA = typeRank(a);
  const rankB = typeRank(b);
  return rankA === 0 || rankB === 0 ? compareBytes(String(a), String(b)) : rankA - rankB;
}

function typeRank(type: PType): number {
  if (type instanceof PStructType) return 1;
  if (type instanceof PHashType) return 2;
  if (type instanceof PTupleType) return 3;
  if (type instanceof PArrayType) return 4;
  if (type instanceof PPatternType) return 10;
  if (type instanceof PEnumType) return 11;
  return type instanceof PStringType ? 12 : 0;
}
