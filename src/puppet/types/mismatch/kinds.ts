import { greatest, least, PIntegerType } from '../numeric.ts';
import type { PType } from '../type.ts';
import { makeVariant } from '../variant.ts';
import { expectation, patternExpectation } from './expectation.ts';
import { Mismatch, type Path } from './mismatch.ts';

/** Something about a key or a name. */
export class KeyMismatch extends Mismatch {
  readonly name: string;
  readonly wording: 'missingKey' | 'missingParameter' | 'extraneousKey' | 'invalidParameter';
  constructor(path: Path, name: string, wording: KeyMismatch['wording']) {
    super(path);
    this.name = name;
    this.wording = wording;
  }
  protected text(): string {
    return keyWordings[this.wording](this.name);
  }
  protected identity(): string {
    return `${this.wording} ${this.name}`;
  }
  at(path: Path): Mismatch {
    return new KeyMismatch(path, this.name, this.wording);
  }
}

const keyWordings: Record<KeyMismatch['wording'], (name: string) => string> = {
  missingKey: (name) => `expects a value for key '${name}'`,
  missingParameter: (name) => `expects a value for parameter '${name}'`,
  extraneousKey: (name) => `unrecognized key '${name}'`,
  invalidParameter: (name) => `has no parameter named '${name}'`,
};

/** A block that is not taken. */
export class UnexpectedBlock extends Mismatch {
  protected text(): string {
    return 'does not expect a block';
  }
  protected identity(): string {
    return '';
  }
  at(path: Path): Mismatch {
    return new UnexpectedBlock(path);
  }
}

/** A block that is missing. */
export class MissingRequiredBlock extends Mismatch {
  protected text(): string {
    return 'expects a block';
  }
  protected identity(): string {
    return '';
  }
  at(path: Path): Mismatch {
    return new MissingRequiredBlock(path);
  }
}

/** A type that refers to one that does not exist. */
export class UnresolvedReference extends Mismatch {
  readonly name: string;
  constructor(path: Path, name: string) {
    super(path);
    this.name = name;
  }
  protected text(): string {
    return `references an unresolved type '${this.name}'`;
  }
  protected identity(): string {
    return this.name;
  }
  at(path: Path): Mismatch {
    return new UnresolvedReference(path, this.name);
  }
}

/** A value of another type than expected. */
export class TypeMismatch extends Mismatch {
  readonly expected: PType;
  readonly actual: PType;
  constructor(path: Path, expected: PType, actual: PType) {
    super(path);
    this.expected = expected.normalize();
    this.actual = actual.normalize();
  }
  protected text(): string {
    return expectation(this.expected, this.actual);
  }
  protected identity(): string {
    return `${this.expected.identityKey()} ${this.actual.identityKey()}`;
  }
  at(path: Path): Mismatch {
    return new TypeMismatch(path, this.expected, this.actual);
  }
  override merge(other: TypeMismatch): Mismatch {
    return new TypeMismatch(this.path, makeVariant([this.expected, other.expected]), this.actual);
  }
}

/** A string that is none of those expected. */
export class PatternMismatch extends TypeMismatch {
  protected override text(): string {
    return patternExpectation(this.expected, this.actual);
  }
  override at(path: Path): Mismatch {
    return new PatternMismatch(path, this.expected, this.actual);
  }
  override merge(other: TypeMismatch): Mismatch {
    return new PatternMismatch(this.path, makeVariant([this.expected, other.expected]), this.actual);
  }
}

/** A collection or string of another size than expected. */
export class SizeMismatch extends Mismatch {
  readonly expected: PIntegerType;
  readonly actual: PIntegerType;
  constructor(path: Path, expected: PIntegerType, actual: PIntegerType) {
    super(path);
    this.expected = expected;
    this.actual = actual;
  }
  protected text(): string {
    return `expects size to be ${rangeText(this.expected, '0')}, got ${rangeText(this.actual, '0')}`;
  }
  protected identity(): string {
    return `${this.expected} ${this.actual}`;
  }
  at(path: Path): Mismatch {
    return new (this.constructor as typeof SizeMismatch)(path, this.expected, this.actual);
  }
  override merge(other: SizeMismatch): Mismatch {
    const from = least(lower(this.expected), lower(other.expected));
    const range = new PIntegerType(from, greatest(this.expected.to, other.expected.to));
    return new (this.constructor as typeof SizeMismatch)(this.path, range, this.actual);
  }
}

function lower(range: PIntegerType): number | bigint {
  return range.from === -Infinity ? 0 : range.from;
}

/** Another number of arguments than expected. */
export class CountMismatch extends SizeMismatch {
  protected override text(): string {
    const { expected } = this;
    const min = lower(expected);
    const single =
      (min === 1 && (expected.to === 1 || expected.to === Infinity)) || (min === 0 && expected.to === 1);
    return `expects ${rangeText(expected, 'no')} argument${single ? '' : 's'}, got ${rangeText(this.actual, 'none')}`;
  }
}

function rangeText(range: PIntegerType, zero: string): string {
  const min = lower(range);
  if (min === range.to) return min === 0 ? zero : String(min);
  if (min === 0) return range.to === Infinity ? 'unlimited' : `at most ${range.to}`;
  return range.to === Infinity ? `at least ${min}` : `between ${min} and ${range.to}`;
}
