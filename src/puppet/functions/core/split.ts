import type { PRegexpType } from '../../types/string.ts';
import { compileRubyRegexp } from '../../values/ruby-regexp.ts';
import { type PRegexp, PSensitive, type Value } from '../../values/value.ts';
import { type Dispatch, defineFunction } from '../api.ts';
import { rubySplit } from '../support/split.ts';

const dispatches: readonly Dispatch[] = [
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
];

/** The pieces of a string between the matches of a pattern. */
export const split = defineFunction('split', dispatches);

/** The same as of Puppet 8, where the pieces of what is sensitive are, too. */
export const split8 = defineFunction('split', [
  ...dispatches,
  ...dispatches.map(({ signature, run }) => ({
    signature: signature.replace('String str', 'Sensitive[String] sensitive'),
    run: ((context, [text, pattern], block) =>
      new PSensitive(run(context, [(text as PSensitive).value, pattern!], block))) satisfies Dispatch['run'],
  })),
]);

function regexpOf(type: Value): RegExp {
  const { regexp } = type as PRegexpType;
  // Ruby's Type without an expression has one that matches everything there is.
  return regexp === null ? compileRubyRegexp('') : regexp.regexp;
}
