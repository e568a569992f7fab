import type { Value } from '../values/value.ts';

/** The elements of nested arrays in a row; a single value is a row of one. */
export function flatten(value: Value | readonly Value[]): Value[] {
  if (!Array.isArray(value)) return [value as Value];
  const result: Value[] = [];
  collect(value, result);
  return result;
}

function collect(items: readonly Value[], result: Value[]): void {
  for (const item of items) {
    if (Array.isArray(item)) collect(item, result);
    else result.push(item);
  }
}
