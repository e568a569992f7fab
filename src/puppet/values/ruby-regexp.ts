import { PuppetError } from '../error.ts';
import { boundedRegExp } from './regexp/bounded.ts';
import { translateRegexp } from './regexp/translate.ts';

/**
 * A JavaScript expression (with the `u` flag) that matches what the Ruby (Onigmo) source matches; `flags` are Ruby's `mix`.
 * Matching it takes a bounded time, or ends in a PuppetError.
 * Atomic groups and possessive quantifiers are taken for plain ones. Throws a PuppetError when the source is not valid, or
 * uses what has no counterpart (`\G`, `\K`, conditionals, recursion).
 */
export function compileRubyRegexp(source: string, flags = ''): RegExp {
  const key = `${flags}/${source}`;
  let regexp = compiled.get(key);
  if (regexp === undefined) {
    regexp = compile(source, flags);
    if (compiled.size >= 5_000) compiled.clear();
    compiled.set(key, regexp);
  }
  return regexp;
}

/** Without `g` and `y` an expression has no state, so that all may share it. */
const compiled = new Map<string, RegExp>();

function compile(source: string, flags: string): RegExp {
  try {
    const { pattern, ignoreCase } = translateRegexp(source, flags);
    return boundedRegExp(pattern, ignoreCase ? 'iu' : 'u');
  } catch (error) {
    if (error instanceof PuppetError) throw error;
    throw new PuppetError(`Invalid regular expression: ${(error as Error).message}: /${source}/`);
  }
}
