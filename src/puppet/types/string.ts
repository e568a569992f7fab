import { asciiDowncase } from '../values/equality.ts';
import { PRegexp, type Value } from '../values/value.ts';
import { anySize, notEmptySize, PIntegerType } from './numeric.ts';
import { puppetQuote } from './quote.ts';
import { PType, type TypeFormat, withParameters } from './type.ts';

/** The number of characters (code points) of a string. */
export function stringSize(text: string): number {
  let size = text.length;
  for (let index = 0; index < text.length - 1; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit < 0xdc00) {
      const low = text.charCodeAt(index + 1);
      if (low >= 0xdc00 && low < 0xe000) {
        size--;
        index++;
      }
    }
  }
  return size;
}

/** `String`, `String[min, max]`, or the type of one string (inferred from a value; a literal key of a Struct). */
export class PStringType extends PType {
  readonly name = 'String';
  readonly size: PIntegerType | null;
  readonly value: string | null;
  constructor(sizeOrValue: PIntegerType | string | null = null) {
    super();
    this.size = sizeOrValue instanceof PIntegerType ? sizeOrValue.toSize() : null;
    this.value = typeof sizeOrValue === 'string' ? sizeOrValue : null;
  }
  isInstance(value: Value): boolean {
    if (typeof value !== 'string') return false;
    if (this.size !== null) return this.sizeAllows(value, this.size);
    return this.value === null || this.value === value;
  }
  private sizeAllows(value: string, size: PIntegerType): boolean {
    if (size.to === Infinity && value.length >= 2 * Number(size.from)) return true;
    if (value.length <= 1 || size.to === Infinity)
      return value.length >= size.from && stringSize(value) >= size.from && value.length <= size.to;
    return size.contains(stringSize(value));
  }
  accepts(other: PType): boolean {
    if (this.size !== null) return acceptsSized(this.size, other);
    if (other instanceof PStringType) {
      return this.value === null ? true : this.value === other.value;
    }
    if (other instanceof PEnumType) {
      return this.value === null || (other.values.length === 1 && !other.caseInsensitive);
    }
    return other instanceof PPatternType && this.value === null;
  }
  /** The sizes of its instances. */
  derivedSize(): PIntegerType {
    if (this.size !== null) return this.size;
    if (this.value === null) return anySize;
    const size = stringSize(this.value);
    return new PIntegerType(size, size);
  }
  override generalize(): PType {
    return stringType;
  }
  format(format: TypeFormat): string {
    const parameters = this.size === null ? [] : this.size.rangeParameters();
    if ((format.identity || format.debug) && this.value !== null) return `String[${puppetQuote(this.value)}]`;
    if (format.identity && this.size !== null && parameters.length === 0) return 'String[default]';
    return withParameters(this.name, parameters);
  }
  override get isScalarData(): boolean {
    return true;
  }
}

function acceptsSized(size: PIntegerType, other: PType): boolean {
  if (other instanceof PStringType) return size.covers(other.derivedSize());
  if (other instanceof PEnumType && other.values.length > 0) {
    return other.values.every((value) => size.contains(stringSize(value)));
  }
  return (other instanceof PEnumType || other instanceof PPatternType) && size.covers(anySize);
}

/** `Enum['a', 'b']`, with a last `true` when case does not matter. */
export class PEnumType extends PType {
  readonly name = 'Enum';
  readonly values: readonly string[];
  readonly caseInsensitive: boolean;
  readonly #set: ReadonlySet<string>;
  constructor(values: readonly string[] = [], caseInsensitive = false) {
    super();
    this.values = [...new Set(values)].sort(compareBytes);
    this.caseInsensitive = caseInsensitive;
    this.#set = new Set(caseInsensitive ? this.values.map(asciiDowncase) : this.values);
  }
  isInstance(value: Value): boolean {
    if (typeof value !== 'string') return false;
    return this.#set.has(this.caseInsensitive ? asciiDowncase(value) : value);
  }
  accepts(other: PType): boolean {
    if (this.values.length === 0 && isStringLike(other)) return true;
    if (other instanceof PStringType) return other.value !== null && this.isInstance(other.value);
    if (!(other instanceof PEnumType)) return false;
    if (this.equals(other)) return true;
    if (other.values.length === 0 || (other.caseInsensitive && !this.caseInsensitive)) return false;
    return other.values.every((value) => this.isInstance(value));
  }
  override generalize(): PType {
    if (this.values.length === 0) return stringType;
    const sizes = this.values.map(stringSize);
    return new PStringType(new PIntegerType(Math.min(...sizes), Math.max(...sizes)));
  }
  format(_format: TypeFormat): string {
    const parameters = this.values.map(puppetQuote);
    if (this.caseInsensitive && parameters.length > 0) parameters.push('true');
    return withParameters(this.name, parameters);
  }
  override get isScalarData(): boolean {
    return true;
  }
}

function isStringLike(type: PType): boolean {
  return type instanceof PStringType || type instanceof PEnumType || type instanceof PPatternType;
}

/** The order of Ruby's string comparison: by UTF-8 bytes, that is by code points. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    const x = a.charCodeAt(index);
    const y = b.charCodeAt(index);
    if (x !== y) return surrogatesLast(x) - surrogatesLast(y);
  }
  return a.length - b.length;
}

function surrogatesLast(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

/** `Regexp`, or the type of one regular expression. */
export class PRegexpType extends PType {
  readonly name = 'Regexp';
  readonly regexp: PRegexp | null;
  constructor(regexp: PRegexp | null = null) {
    super();
    this.regexp = regexp;
  }
  /** The source with its flags, as one text. */
  get pattern(): string | null {
    return this.regexp === null ? null : this.regexp.text;
  }
  isInstance(value: Value): boolean {
    return value instanceof PRegexp && (this.regexp === null || this.pattern === value.text);
  }
  accepts(other: PType): boolean {
    return other instanceof PRegexpType && (this.regexp === null || this.pattern === other.pattern);
  }
  format(_format: TypeFormat): string {
    return withParameters(this.name, this.regexp === null ? [] : [this.regexp.toString()]);
  }
  override get isScalar(): boolean {
    return true;
  }
}

/** `Pattern[/a/, /b/]`: strings that match one of the expressions. */
export class PPatternType extends PType {
  readonly name = 'Pattern';
  readonly patterns: readonly PRegexp[];
  constructor(patterns: readonly PRegexp[] = []) {
    super();
    this.patterns = patterns;
  }
  isInstance(value: Value): boolean {
    return typeof value === 'string' && this.matches(value);
  }
  accepts(other: PType): boolean {
    if (other instanceof PStringType && other.value !== null) return this.matches(other.value);
    if (other instanceof PEnumType && other.values.length > 0)
      return other.values.every((value) => this.matches(value));
    if (other instanceof PPatternType && this.equals(other)) return true;
    return isStringLike(other) && this.patterns.length === 0;
  }
  private matches(text: string): boolean {
    const { patterns } = this;
    if (patterns.length === 0) return true;
    for (let index = 0; index < patterns.length; index++) if (patterns[index]!.regexp.test(text)) return true;
    return false;
  }
  format(format: TypeFormat): string {
    const parameters = this.patterns.map(String);
    return withParameters(this.name, format.identity ? parameters.sort() : parameters);
  }
  override get isScalarData(): boolean {
    return true;
  }
}

export const stringType = new PStringType();
export const nonEmptyString = new PStringType(notEmptySize);
export const enumType = new PEnumType();
export const regexpType = new PRegexpType();
export const patternType = new PPatternType();

/** Strings that match any expression of either. */
export function patternUnion(a: PPatternType, b: PPatternType): PPatternType {
  return makePattern([...a.patterns, ...b.patterns]);
}

/** The Pattern of the expressions, each once. */
export function makePattern(patterns: readonly PRegexp[]): PPatternType {
  return new PPatternType([...new Map(patterns.map((pattern) => [pattern.text, pattern])).values()]);
}
