import { compareBytes } from '../../types/string.ts';
import { PFloat, type Value } from '../../values/value.ts';

/** The number of a Numeric. */
export function numberOf(value: Value): number | bigint {
  return value instanceof PFloat ? value.value : (value as number | bigint);
}

export function isNumeric(value: Value): value is number | bigint | PFloat {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof PFloat;
}

/** Ruby's `<=>`: undefined where two values have no order. */
export function rubyCompare(a: Value, b: Value): number | undefined {
  if (typeof a === 'string' && typeof b === 'string') return compareBytes(a, b);
  if (isNumeric(a) && isNumeric(b)) return order(numberOf(a), numberOf(b));
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b);
  return a === b ? 0 : undefined;
}

function order(a: number | bigint, b: number | bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number | undefined {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const compared = rubyCompare(a[index]!, b[index]!);
    if (compared !== 0) return compared;
  }
  return a.length - b.length;
}
