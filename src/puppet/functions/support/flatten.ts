import type { Value } from '../../values/value.ts';

/** All nested arrays as one. */
export function flattenDeep(values: readonly Value[]): Value[] {
  const flat: Value[] = [];
  collect(values, flat);
  return flat;
}

function collect(values: readonly Value[], flat: Value[]): void {
  for (const value of values) {
    if (Array.isArray(value)) collect(value, flat);
    else flat.push(value);
  }
}
