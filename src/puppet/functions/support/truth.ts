import type { Value } from '../../values/value.ts';

/** What Ruby takes for true: all but false and nil. */
export function truthy(value: Value): boolean {
  return value !== null && value !== false;
}
