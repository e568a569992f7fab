import type { PRegexpType } from '../../types/string.ts';
import { compileRubyRegexp } from '../../values/ruby-regexp.ts';
import type { PRegexp, Value } from '../../values/value.ts';
import { defineFunction } from '../api.ts';
import { rubySplit } from '../support/split.ts';

/** The pieces of a string between the matches of a pattern. */
export const split = defineFunction('split', [
  {
    signature: 'String str, String pattern',
    run: (_, [text, pattern]) => rubySplit(text as string, compileRubyRegexp(pattern as string)),
  },
  {
    signature: 'String str, Regexp pattern',
    run: (_, [text, pattern]) => rubySplit(text as string, (pattern as PRegexp).regexp),
  },
  {
    signature: 'String str, Type[Regexp] pattern',
    run: (_, [text, type]) => rubySplit(text as string, regexpOf(type!)),
  },
]);

function regexpOf(type: Value): RegExp {
  const { regexp } = type as PRegexpType;
  // Ruby's Type without an expression has one that matches everything there is.
  return regexp === null ? compileRubyRegexp('') : regexp.regexp;
}
