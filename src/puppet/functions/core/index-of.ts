import { puppetEquals } from '../../values/equality.ts';
import { PRegexp, type Value } from '../../values/value.ts';
import { defineFunction } from '../api.ts';
import { iterationDispatches } from '../support/iteration.ts';
import { truthy } from '../support/truth.ts';
import { walk } from '../support/walk.ts';

/** A block with one parameter is given the values of a hash, and not its entries. */
const byBlock = iterationDispatches(
  (_, walkEach) => {
    let found: Value = null;
    walkEach((call, key) => {
      if (!truthy(call())) return false;
      found = key;
      return true;
    });
    return found;
  },
  { ofHash: 'values' },
);

/** The index or key of the first element that a block, a value or a pattern finds. */
export const index = defineFunction('index', [
  ...byBlock,
  {
    signature: 'String str, Variant[String, Regexp] match',
    run: (_, [text, match]) => indexInString(text as string, match!),
  },
  {
    signature: 'Iterable enumerable, Any match',
    run: (_, [subject, match]) => indexOfValue(subject!, match!),
  },
]);

/** Ruby counts characters, not UTF-16 units. */
function indexInString(text: string, match: Value): Value {
  const at = match instanceof PRegexp ? text.search(match.regexp) : text.indexOf(match as string);
  return at === -1 ? null : [...text.slice(0, at)].length;
}

function indexOfValue(subject: Value, match: Value): Value {
  const { pairs, items } = walk(subject);
  let at = 0;
  for (const item of items) {
    const [key, value] = pairs ? (item as [Value, Value]) : [at, item];
    if (value === match || (typeof value !== 'string' && puppetEquals(value, match))) return key;
    at++;
  }
  return null;
}
