import { PuppetError } from '../../error.ts';
import { compareValues } from '../../evaluate/compare.ts';
import { compareBytes } from '../../types/string.ts';
import type { Value } from '../../values/value.ts';
import {
  type Block,
  type Dispatch,
  defineFunction,
  type FunctionContext,
  type FunctionDefinition,
} from '../api.ts';
import { numberOf, rubyCompare } from '../support/compare.ts';
import { rubyToF } from '../support/numbers.ts';
import { rubyToS } from '../support/ruby-text.ts';

type Order = (context: FunctionContext, a: Value, b: Value) => number;
const numeric = /^-?\d+(?:[._eE]\d+)?$/;

/** max() and min() differ in sign and name only; Puppet 8 knows more types that have an order. */
function defineExtreme(name: string, sign: 1 | -1, ordered: readonly string[] = []): FunctionDefinition {
  const warn = (context: FunctionContext, from: string, to: string) => {
    const key =
      to === 'Numeric' ? `${name}_function_numeric_coerce_string` : `${name}_function_string_coerce_any`;
    const text = `The ${name}() function's auto conversion of ${from} to ${to} is deprecated - change to convert input before calling, or use lambda`;
    context.compiler.warnOnce('deprecations', key, text);
  };
  const ofStrings: Order = (context, a, b) => {
    if (!numeric.test(a as string) || !numeric.test(b as string))
      return compareBytes(a as string, b as string);
    warn(context, 'String', 'Numeric');
    return rubyToF(a as string) - rubyToF(b as string);
  };
  const ofAny: Order = (context, a, b) => {
    const [textA, textB] = [rubyToS(a), rubyToS(b)];
    const both = numeric.test(textA) && numeric.test(textB);
    warn(context, both ? 'String' : 'Any', both ? 'Numeric' : 'String');
    return both ? rubyToF(textA) - rubyToF(textB) : compareBytes(textA, textB);
  };
  const ofNumbers: Order = (_, a, b) => rubyCompare(a, b)!;
  const ofOrdered: Order = (_, a, b) => compareValues(a, b) as number;
  const best = (context: FunctionContext, values: readonly Value[], order: Order): Value => {
    if (values.length === 0) throw new PuppetError(`${name}(): Wrong number of arguments need at least one`);
    return values.reduce((chosen, value) => (sign * order(context, value, chosen) > 0 ? value : chosen));
  };
  const byBlock = (context: FunctionContext, values: readonly Value[], block: Block): Value =>
    values.length === 0 ? null : best(context, values, (_, a, b) => Number(numberOf(block.call([a, b]))));
  const ofArguments = (type: string, order: Order): Dispatch => ({
    signature: `${type} *values`,
    run: (context, values) => best(context, values, order),
  });
  const ofArray = (type: string, order: Order): Dispatch => ({
    signature: `${type} values, Callable[2, 2] ?&block`,
    run: (context, [values], block) =>
      block ? byBlock(context, values as Value[], block) : best(context, values as Value[], order),
  });
  return defineFunction(name, [
    ofArguments('Numeric', ofNumbers),
    ofArguments('String', ofStrings),
    ...ordered.map((type) => ofArguments(type, ofOrdered)),
    ofArray('Array[Numeric]', ofNumbers),
    ofArray('Array[String]', ofStrings),
    ...ordered.map((type) => ofArray(`Array[${type}]`, ofOrdered)),
    ofArray('Array', ofAny),
    {
      signature: 'Any *values, Callable[2, 2] &block',
      run: (context, values, block) => byBlock(context, values, block!),
    },
    ofArguments('Any', ofAny),
  ]);
}

/** The greatest value. */
export const max = defineExtreme('max', 1);
/** The smallest value. */
export const min = defineExtreme('min', -1);

const ordered8 = ['Semver', 'Timespan', 'Timestamp'];

/** max() and min() as of Puppet 8. */
export const extremes8 = [defineExtreme('max', 1, ordered8), defineExtreme('min', -1, ordered8)];
