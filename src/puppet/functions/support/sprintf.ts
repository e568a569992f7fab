import { PuppetError } from '../../error.ts';
import { normalizeInteger } from '../../values/integer.ts';
import { PFloat, type Value } from '../../values/value.ts';
import { strictFloat } from './numbers.ts';
import { rubyInspect, rubyToS } from './ruby-text.ts';

/** One directive of a format. */
interface Directive {
  readonly flags: string;
  readonly width?: number;
  readonly precision?: number;
  readonly kind: string;
}

const directive =
  /%(?<flags>[-+ 0#]*)(?:<(?<named>[^>]*)>|\{(?<braced>[^}]*)\})?(?<more>[-+ 0#]*)(?<width>\*|\d+)?(?:\.(?<precision>\*|\d*))?(?:<(?<late>[^>]*)>)?(?<kind>[a-zA-Z%\n\0]?)/g;

/** Ruby's `Kernel#sprintf`, for Puppet's values; throws a PuppetError with Ruby's message. */
export function sprintf(format: string, args: readonly Value[]): string {
  const source = new Arguments(args);
  let text = '';
  let at = 0;
  for (const match of format.matchAll(directive)) {
    if (match.index < at) continue;
    text += format.slice(at, match.index);
    const groups = match.groups as Record<string, string | undefined>;
    const braced = groups.braced;
    if (braced !== undefined) {
      const head = match[0].slice(0, match[0].indexOf('}') + 1);
      text += pad(rubyToS(source.named(braced)), readDirective(groups, source, 's'));
      at = match.index + head.length;
      continue;
    }
    at = match.index + match[0].length;
    text += one(groups, source);
  }
  return text + format.slice(at);
}

function one(groups: Record<string, string | undefined>, source: Arguments): string {
  const kind = groups.kind!;
  if (kind === '%' || kind === '\n' || kind === '\0') return kind === '%' ? '%' : `%${kind}`;
  if (kind === '') throw new PuppetError('incomplete format specifier; use %% (double %) instead');
  const read = readDirective(groups, source, kind);
  const name = groups.named ?? groups.late;
  return formatValue(name === undefined ? source.next() : source.named(name), read);
}

function readDirective(
  groups: Record<string, string | undefined>,
  source: Arguments,
  kind: string,
): Directive {
  const flags = (groups.flags ?? '') + (groups.more ?? '');
  const number = (text: string | undefined) => {
    if (text === undefined) return undefined;
    return text === '*' ? Number(source.next()) : Number(text);
  };
  const width = number(groups.width);
  return {
    flags: (width ?? 0) < 0 ? `${flags}-` : flags,
    width: width && Math.abs(width),
    precision: number(groups.precision),
    kind,
  };
}

/** Arguments in order, or the names of a hash. */
class Arguments {
  readonly #args: readonly Value[];
  #at = 0;
  constructor(args: readonly Value[]) {
    this.#args = args;
  }
  next(): Value {
    if (this.#at >= this.#args.length) throw new PuppetError('too few arguments');
    return this.#args[this.#at++]!;
  }
  named(name: string): Value {
    const hash = this.#args[0];
    if (this.#args.length !== 1 || !(hash instanceof Map)) throw new PuppetError('one hash required');
    const value = hash.get(name);
    if (value === undefined) throw new PuppetError(`key<${name}> not found`);
    return value;
  }
}

function formatValue(value: Value, directive: Directive): string {
  switch (directive.kind) {
    case 's':
      return pad(clip(rubyToS(value), directive.precision), directive);
    case 'p':
      return pad(clip(rubyInspect(value), directive.precision), directive);
    case 'c':
      return pad(
        typeof value === 'string' ? ([...value][0] ?? '') : String.fromCodePoint(Number(toInteger(value))),
        directive,
      );
    case 'd':
    case 'i':
    case 'u':
      return formatInteger(BigInt(toInteger(value)), 10, directive);
    case 'x':
    case 'X':
    case 'o':
    case 'b':
    case 'B':
      return formatBase(BigInt(toInteger(value)), directive);
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
      return formatFloating(toFloat(value), directive);
    default:
      throw new PuppetError(`malformed format string - %${directive.kind}`);
  }
}

function clip(text: string, precision: number | undefined): string {
  return precision === undefined ? text : [...text].slice(0, precision).join('');
}

function pad(text: string, { flags, width }: Directive): string {
  const missing = (width ?? 0) - [...text].length;
  if (missing <= 0) return text;
  return flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

/** Ruby's `Integer(value)`. */
function toInteger(value: Value): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof PFloat) return normalizeInteger(BigInt(Math.floor(value.value)));
  if (value === null) throw new PuppetError("can't convert nil into Integer");
  if (typeof value !== 'string') throw new PuppetError(`can't convert ${rubyClass(value)} into Integer`);
  const text = value.trim().replaceAll(/(?<=\w)_(?=\w)/g, '');
  const match = /^([+-]?)(0x[\da-f]+|0b[01]+|0o?[0-7]+|[1-9]\d*|0)$/i.exec(text);
  if (!match) throw new PuppetError(`invalid value for Integer(): ${rubyInspect(value)}`);
  const digits = /^0[0-7]+$/.test(match[2]!) ? `0o${match[2]!.slice(1)}` : match[2]!;
  return normalizeInteger(match[1] === '-' ? -BigInt(digits) : BigInt(digits));
}

function toFloat(value: Value): number {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  if (value instanceof PFloat) return value.value;
  if (value === null) throw new PuppetError("can't convert nil into Float");
  if (typeof value !== 'string') throw new PuppetError(`can't convert ${rubyClass(value)} into Float`);
  const number = strictFloat(value);
  if (number === undefined) throw new PuppetError(`invalid value for Float(): ${rubyInspect(value)}`);
  return number;
}

function rubyClass(value: Value): string {
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'Array' : value instanceof Map ? 'Hash' : 'Object';
}

function signOf(negative: boolean, flags: string): string {
  if (negative) return '-';
  return flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
}

/** Puts a sign and a prefix before digits, with zeros between where the format asks for them. */
function assemble(sign: string, digits: string, { flags, width, precision }: Directive, fill = '0'): string {
  const zeros = flags.includes('0') && !flags.includes('-') && precision === undefined;
  const filled = zeros ? digits.padStart((width ?? 0) - sign.length, fill) : digits;
  return pad(sign + filled, { flags, width, kind: '' });
}

function formatInteger(value: bigint, radix: number, directive: Directive): string {
  const digits = (value < 0n ? -value : value).toString(radix).padStart(directive.precision ?? 0, '0');
  return assemble(signOf(value < 0n, directive.flags), digits, directive);
}

const radixes: Readonly<Record<string, number>> = { x: 16, o: 8, b: 2 };

/** Without a sign flag, Ruby writes negative numbers as an endless two's complement: `..f`. */
function formatBase(value: bigint, directive: Directive): string {
  const kind = directive.kind.toLowerCase();
  const radix = radixes[kind]!;
  const upper = directive.kind === 'X' || directive.kind === 'B';
  const prefix =
    directive.flags.includes('#') && value !== 0n ? (kind === 'o' ? '0' : `0${directive.kind}`) : '';
  if (value < 0n && !/[+ ]/.test(directive.flags)) {
    const digits = complement(value, radix);
    const top = (radix - 1).toString(radix);
    const text = assemble(prefix, directive.flags.includes('0') ? digits : `..${digits}`, directive, top);
    return upper && kind === 'x' ? text.toUpperCase() : text;
  }
  const digits = (value < 0n ? -value : value).toString(radix).padStart(directive.precision ?? 0, '0');
  return assemble(
    signOf(value < 0n, directive.flags) + prefix,
    upper ? digits.toUpperCase() : digits,
    directive,
  );
}

function complement(value: bigint, radix: number): string {
  const top = (radix - 1).toString(radix);
  const bits = radix === 16 ? 4 : radix === 8 ? 3 : 1;
  const length = Math.ceil((-value).toString(2).length / bits) + 1;
  const digits = ((1n << BigInt(length * bits)) + value).toString(radix);
  return `${top}${digits.replace(new RegExp(`^${top}+`), '')}`;
}

function formatFloating(value: number, directive: Directive): string {
  const sign = signOf(value < 0 || Object.is(value, -0), directive.flags);
  if (!Number.isFinite(value)) {
    return pad(sign + (Number.isNaN(value) ? 'NaN' : 'Inf'), directive);
  }
  const digits = floatDigits(Math.abs(value), directive);
  const upper = /[EGA]/.test(directive.kind);
  return assemble(sign, upper ? digits.toUpperCase() : digits, { ...directive, precision: undefined });
}

function floatDigits(value: number, { kind, precision = 6, flags }: Directive): string {
  switch (kind.toLowerCase()) {
    case 'f':
      return fixed(value, precision);
    case 'e':
      return exponential(value, precision);
    case 'g':
      return general(value, precision === 0 ? 1 : precision, flags.includes('#'));
    default:
      return hexadecimal(value);
  }
}

/** `toFixed` stops at 100 digits and at 1e21. */
function fixed(value: number, precision: number): string {
  if (value < 1e21) return value.toFixed(Math.min(precision, 100)).padEnd(0);
  return BigInt(value).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
}

function exponential(value: number, precision: number): string {
  return value.toExponential(Math.min(precision, 100)).replace(/e([+-])(\d)$/, 'e$10$2');
}

function general(value: number, precision: number, keepZeros: boolean): string {
  const exponent = value === 0 ? 0 : Number(value.toExponential(precision - 1).split('e')[1]);
  const text =
    exponent < -4 || exponent >= precision
      ? exponential(value, precision - 1)
      : fixed(value, precision - 1 - exponent);
  return keepZeros || !text.includes('.') ? text : text.replace(/\.?0+(?=e|$)/, '');
}

function hexadecimal(value: number): string {
  if (value === 0) return '0x0p+0';
  const exponent = Math.floor(Math.log2(value));
  const mantissa = (value / 2 ** exponent).toString(16);
  return `0x${mantissa}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}
