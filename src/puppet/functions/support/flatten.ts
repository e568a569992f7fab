import type { Value } from '../../values/value.ts';

/** All nested arrays as one. */
export function flattenDeep(values: readonly Value[]): Value[] {
  const flat: Value[] = [];
  for (const value of values) {
    if (Array.isArray(value)) flat.push(...flattenDeep(value));
    else flat.push(value);
  }
  return flat;
}
