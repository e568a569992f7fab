import type { PRegexpType } from '../../types/string.ts';
import { compileRubyRegexp } from '../../values/ruby-regexp.ts';
import { type PHash, PRegexp, type Value } from '../../values/value.ts';
import { type Dispatch, defineFunction } from '../api.ts';
import { substitute } from '../support/substitute.ts';

const dispatches: readonly [Dispatch, Dispatch] = [
  {
    signature:
      "Variant[Array[String], String] target, String pattern, Variant[String, Hash[String, String]] replacement, Optional[Pattern[/^[GEIM]*$/]] ?flags, Enum['N', 'E', 'S', 'U'] ?encoding",
    run: (_, [target, pattern, replacement, flags]) => {
      const letters = (flags as string | null | undefined) ?? '';
      return replace(
        target!,
        compileRubyRegexp(pattern as string, rubyFlags(letters)),
        replacement!,
        letters.includes('G'),
      );
    },
  },
  {
    signature:
      'Variant[Array[String], String] target, Variant[Regexp, Type[Regexp]] pattern, Variant[String, Hash[String, String]] replacement, Pattern[/^G?$/] ?flags',
    run: (_, [target, pattern, replacement, flags]) =>
      replace(target!, regexpOf(pattern!), replacement!, flags === 'G'),
  },
];

/** Replaces what a pattern matches, once or, with `G`, everywhere. */
export const regsubst = defineFunction('regsubst', dispatches);

/** The same as of Puppet 8, which says that an encoding means nothing. */
export const regsubst8 = defineFunction('regsubst', [
  {
    ...dispatches[0],
    run: (context, args, block) => {
      if (args.length > 4) context.compiler.warnOnce('deprecations', 'regsubst_function_encoding', ENCODING);
      return dispatches[0].run(context, args, block);
    },
  },
  dispatches[1],
]);

const ENCODING =
  "The regsubst() function's encoding argument has been ignored since Ruby 1.9 and will be removed in a future release";

function rubyFlags(letters: string): string {
  return (
    (letters.includes('M') ? 'm' : '') +
    (letters.includes('I') ? 'i' : '') +
    (letters.includes('E') ? 'x' : '')
  );
}

function regexpOf(pattern: Value): RegExp {
  if (pattern instanceof PRegexp) return pattern.regexp;
  return (pattern as PRegexpType).regexp?.regexp ?? compileRubyRegexp('');
}

function replace(target: Value, pattern: RegExp, replacement: Value, all: boolean): Value {
  const change = (text: Value) => substitute(text as string, pattern, replacement as string | PHash, all);
  return Array.isArray(target) ? target.map(change) : change(target);
}
