import { puppetEquals } from '../values/equality.ts';
import { DEFAULT, PRegexp, type Value } from '../values/value.ts';
import { PType } from './type.ts';

/** Whether a case option or a parameter of a type matches a value: by type, by expression, else by equality. */
export function matchesPattern(value: Value, pattern: Value): boolean {
  if (pattern instanceof PType) return pattern.isInstance(value);
  if (pattern instanceof PRegexp) return typeof value === 'string' && pattern.regexp.test(value);
  return pattern === DEFAULT || puppetEquals(value, pattern);
}
