import type { Value } from '../../values/value.ts';
import { fail } from './fail.ts';
import { rubyClass } from './ruby-class.ts';
import { rubyInspect } from './ruby-text.ts';

/** The list in an argument; where it is none, what Ruby says of a method that only lists have. */
export function listWith(method: string, value: Value | undefined): Value[] {
  return Array.isArray(value) ? value : undefinedMethod(method, value);
}

/** The text in an argument; where it is none, what Ruby says of a method that only texts have. */
export function textWith(method: string, value: Value | undefined): string {
  return typeof value === 'string' ? value : undefinedMethod(method, value);
}

function undefinedMethod(method: string, value: Value = null): never {
  return fail(`undefined method \`${method}' for ${rubyInspect(value)}:${rubyClass(value)}`);
}
