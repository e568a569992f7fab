import { PuppetError } from '../error.ts';
import { toFloat, toInteger } from './coerce.ts';
import { formatExponent, formatFixed, formatGeneral, formatHexFloat } from './float-format.ts';
import { rubyInspect, rubyToS } from './inspect.ts';
import type { PHash, Value } from './value.ts';

interface Directive {
  flags: string;
  width: number | null;
  precision: number | null;
}

const directive =
  /%((?:[-+ 0#]|\d+\$|<[^>]*>)*)(\*|\d+)?((?:<[^>]*>)?)(?:\.(\*|\d+)?)?((?:<[^>]*>)?)(?:(\{[^}]*\})|([a-zA-Z%]|\n|\0|$))/g;

/** Formats as Ruby's `Kernel#format`: `%d %i %u %x %X %o %b %B %e %E %f %g %G %a %A %c %s %p %%`, `%<name>d`, `%{name}`; throws a PuppetError. */
export function rubyFormat(format: string, args: readonly Value[]): string {
  const source = argumentSource(args);
  return format.replace(directive, (whole, ...groups: (string | undefined)[]) => {
    const [flagText = '', width, nameA, precision, nameB, braces, letter] = groups;
    const names = /<([^>]*)>/.exec(`${flagText}${nameA}${nameB}`);
    const flags = flagText.replace(/<[^>]*>|\d+\$/g, '');
    const spec: Directive = {
      flags,
      width: width === '*' ? Number(toInteger(source.next())) : width === undefined ? null : Number(width),
      precision: precisionOf(whole, precision, source),
    };
    if (spec.width !== null && spec.width < 0) {
      spec.flags += '-';
      spec.width = -spec.width;
    }
    if (braces !== undefined) return rubyToS(source.named(braces.slice(1, -1), braces));
    if (letter === '%') return '%';
    if (letter === '\n' || letter === '\0') return `%${letter}`;
    if (letter === undefined || letter === '')
      throw new PuppetError('incomplete format specifier; use %% (double %) instead');
    const position = /(\d+)\$/.exec(flagText);
    const value =
      names !== null
        ? source.named(names[1]!, names[0])
        : position !== null
          ? source.at(Number(position[1]))
          : source.next;
    return formatOne(letter, spec, value);
  });
}

function precisionOf(whole: string, precision: string | undefined, source: ArgumentSource): number | null {
  if (precision === '*') return Number(toInteger(source.next()));
  if (precision !== undefined) return Number(precision);
  return /\.[a-zA-Z<]/.test(whole) ? 0 : null;
}

interface ArgumentSource {
  next: () => Value;
  at: (position: number) => Value;
  named: (name: string, shown: string) => Value;
}

function argumentSource(args: readonly Value[]): ArgumentSource {
  let index = 0;
  const at = (position: number): Value => {
    if (position > args.length) throw new PuppetError('too few arguments');
    return args[position - 1]!;
  };
  return {
    at,
    next: () => at(++index),
    named: (name, shown) => {
      const [hash] = args;
      if (!(hash instanceof Map)) throw new PuppetError('one hash required');
      const value = (hash as PHash).get(name);
      if (value === undefined) throw new PuppetError(`key${shown} not found`);
      return value;
    },
  };
}

function formatOne(letter: string, spec: Directive, given: Value | (() => Value)): string {
  const value = typeof given === 'function' ? given() : given;
  const formatter = formatters[letter];
  if (formatter === undefined) throw new PuppetError(`malformed format string - %${letter}`);
  return formatter(value, spec);
}

type Formatter = (value: Value, spec: Directive) => string;

function pad(text: string, { width, flags }: Directive): string {
  const missing = (width ?? 0) - [...text].length;
  if (missing <= 0) return text;
  return flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

function formatString(text: string, spec: Directive): string {
  return pad(spec.precision === null ? text : [...text].slice(0, spec.precision).join(''), spec);
}

function sign(negative: boolean, flags: string): string {
  if (negative) return '-';
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

/** Puts sign and prefix before the digits, zeroes between them when asked. */
function padNumber(prefix: string, digits: string, spec: Directive, zeroes: boolean): string {
  const width = spec.width ?? 0;
  if (zeroes && spec.flags.includes('0') && !spec.flags.includes('-')) {
    return prefix + digits.padStart(width - prefix.length, '0');
  }
  return pad(prefix + digits, spec);
}

function formatDecimal(value: Value, spec: Directive): string {
  const number = toInteger(value);
  const negative = number < 0n;
  const digits = String(negative ? -number : number).padStart(spec.precision ?? 0, '0');
  return padNumber(sign(negative, spec.flags), digits, spec, spec.precision === null);
}

function formatRadix(radix: number, prefix: string, upper: boolean): Formatter {
  return (value, spec) => {
    const number = toInteger(value);
    const signed = /[+ ]/.test(spec.flags);
    const isComplement = number < 0n && !signed;
    const shown = spec.flags.includes('#') && number !== 0n && !(isComplement && radix === 8) ? prefix : '';
    if (isComplement) return complement(number, radix, shown, upper, spec);
    const text = (number < 0n ? -number : number).toString(radix).padStart(spec.precision ?? 0, '0');
    const digits = upper ? text.toUpperCase() : text;
    return padNumber(sign(number < 0n, spec.flags) + shown, digits, spec, spec.precision === null);
  };
}

/** Negative numbers without a sign: two's complement with an endless row of the highest digit, shown as `..f`. */
function complement(number: bigint, radix: number, prefix: string, upper: boolean, spec: Directive): string {
  const highest = (radix - 1).toString(radix);
  const bits = BigInt(radix === 16 ? 4 : radix === 8 ? 3 : 1);
  let length = bits;
  while (-number > 1n << (length - 1n)) length += bits;
  const raw = ((1n << length) + number).toString(radix).padStart(Number(length / bits), '0');
  const body = highest + raw.replace(new RegExp(`^${highest}+`), '');
  const cased = (text: string): string => (upper ? text.toUpperCase() : text);
  const zeroes = spec.flags.includes('0') && !spec.flags.includes('-');
  const width = spec.precision ?? (zeroes ? (spec.width ?? 0) - prefix.length : 0);
  return pad(`${prefix}..${cased(body.padStart(width - 2, highest))}`, spec);
}

function formatFloating(format: (size: number, spec: Directive) => string): Formatter {
  return (value, spec) => {
    const number = toFloat(value);
    const negative = number < 0 || Object.is(number, -0);
    const prefix = sign(negative, spec.flags);
    if (!Number.isFinite(number)) return pad(prefix + (Number.isNaN(number) ? 'NaN' : 'Inf'), spec);
    return padNumber(prefix, format(Math.abs(number), spec), spec, true);
  };
}

const alternate = (spec: Directive): boolean => spec.flags.includes('#');
const fixed = formatFloating((size, spec) => formatFixed(size, spec.precision ?? 6, alternate(spec)));
const exponent = formatFloating((size, spec) => formatExponent(size, spec.precision ?? 6, alternate(spec)));
const general = formatFloating((size, spec) => formatGeneral(size, spec.precision ?? 6, alternate(spec)));
const hexFloat: Formatter = (value, spec) => {
  const number = toFloat(value);
  const prefix = `${sign(number < 0 || Object.is(number, -0), spec.flags)}0x`;
  if (!Number.isFinite(number)) return fixed(value, spec);
  return padNumber(prefix, formatHexFloat(Math.abs(number), spec.precision), spec, true);
};
const upper =
  (formatter: Formatter): Formatter =>
  (value, spec) =>
    formatter(value, spec).toUpperCase();

function formatCharacter(value: Value, spec: Directive): string {
  const text =
    typeof value === 'string' ? ([...value][0] ?? '') : String.fromCodePoint(Number(toInteger(value)));
  return pad(text, spec);
}

/** `%f` of an integer is exact, however large. */
function formatF(value: Value, spec: Directive): string {
  const isBig = typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value));
  if (!isBig) return fixed(value, spec);
  const number = BigInt(value as number | bigint);
  const precision = spec.precision ?? 6;
  const fraction = precision > 0 ? `.${'0'.repeat(precision)}` : '';
  return padNumber(sign(number < 0n, spec.flags), `${number < 0n ? -number : number}${fraction}`, spec, true);
}

const formatters: Record<string, Formatter> = {
  d: formatDecimal,
  i: formatDecimal,
  u: formatDecimal,
  x: formatRadix(16, '0x', false),
  X: formatRadix(16, '0X', true),
  o: formatRadix(8, '0', false),
  b: formatRadix(2, '0b', false),
  B: formatRadix(2, '0B', false),
  e: exponent,
  E: upper(exponent),
  f: formatF,
  g: general,
  G: upper(general),
  a: hexFloat,
  A: upper(hexFloat),
  c: formatCharacter,
  s: (value, spec) => formatString(rubyToS(value), spec),
  p: (value, spec) => formatString(rubyInspect(value), spec),
};
