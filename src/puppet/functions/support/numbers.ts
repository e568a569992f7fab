import { normalizeInteger } from '../../values/integer.ts';
import { PFloat, type Value } from '../../values/value.ts';

/** The Integer of a JavaScript number without fraction. */
export function integerOf(value: number): number | bigint {
  return normalizeInteger(Number.isSafeInteger(value) ? value : BigInt(value));
}

/** Ruby's `String#to_i`: digits at the beginning, 0 without. */
export function rubyToI(text: string): number | bigint {
  const digits = /^\s*([+-]?\d+(?:_\d+)*)/.exec(text)?.[1]?.replaceAll('_', '');
  return digits === undefined ? 0 : normalizeInteger(BigInt(digits.replace(/^\+/, '')));
}

/** Ruby's `String#to_f`: a number at the beginning, 0.0 without. */
export function rubyToF(text: string): number {
  return Number(
    /^\s*([+-]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+)?)/.exec(text)?.[1]?.replaceAll('_', '') ?? 0,
  );
}

/** Ruby's `Float(text)`: undefined where the text is no number. */
export function strictFloat(text: string): number | undefined {
  return /^\s*[+-]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+)?\s*$/.test(text)
    ? Number(text.replaceAll('_', ''))
    : undefined;
}

export const isFloat = (value: Value): value is PFloat => value instanceof PFloat;
