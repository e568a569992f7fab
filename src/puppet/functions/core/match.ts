import { PuppetError } from '../../error.ts';
import { PTypeAliasType } from '../../types/alias-type.ts';
import { inferType } from '../../types/index.ts';
import { PPatternType, PRegexpType } from '../../types/string.ts';
import { PVariantType } from '../../types/variant.ts';
import { compileRubyRegexp } from '../../values/ruby-regexp.ts';
import { PRegexp, type Value } from '../../values/value.ts';
import { defineFunction } from '../api.ts';
import { flattenDeep } from '../support/flatten.ts';

/** The match of a string and its groups, undef where there is none. */
export const match = defineFunction('match', [
  {
    signature: 'String string, Variant[Any, Type] pattern',
    run: (_, [text, pattern]) => matchOne(text as string, pattern!),
  },
  {
    signature: 'Array[String] string, Variant[Any, Type] pattern',
    run: (_, [texts, pattern]) => (texts as string[]).map((text) => matchOne(text, pattern!)),
  },
]);

function matchOne(text: string, pattern: Value): Value {
  if (typeof pattern === 'string') return groups(text, compileRubyRegexp(pattern));
  if (pattern instanceof PRegexp) return groups(text, pattern.regexp);
  if (pattern instanceof PTypeAliasType) return matchOne(text, pattern.resolved);
  if (pattern instanceof PRegexpType) return groups(text, ofType(pattern));
  if (pattern instanceof PVariantType) return first(text, pattern.types);
  if (pattern instanceof PPatternType) return first(text, pattern.patterns);
  if (Array.isArray(pattern)) return first(text, flattenDeep(pattern));
  throw new PuppetError(
    `match() expects pattern of T, where T is String, Regexp, Regexp[r], Pattern[p], or Array[T]. Got ${inferType(pattern).name}`,
  );
}

function ofType(type: PRegexpType): RegExp {
  if (type.regexp === null) throw new PuppetError('Given Regexp Type has no regular expression');
  return type.regexp.regexp;
}

function first(text: string, patterns: readonly Value[]): Value {
  for (const pattern of patterns) {
    const found = matchOne(text, pattern);
    if (found !== null) return found;
  }
  return null;
}

function groups(text: string, regexp: RegExp): Value {
  const found = regexp.exec(text);
  return found && Array.from(found, (group) => group ?? null);
}
