import { PuppetError } from '../../error.ts';
import { normalizeInteger } from '../../values/integer.ts';
import { PFloat, type Value } from '../../values/value.ts';
import { defineFunction, type FunctionContext, type FunctionDefinition } from '../api.ts';
import { integerOf, rubyToF, rubyToI, strictFloat } from '../support/numbers.ts';

function absolute(value: Value): Value {
  if (value instanceof PFloat) return new PFloat(Math.abs(value.value));
  const integer = BigInt(value as number);
  return normalizeInteger(integer < 0n ? -integer : integer);
}

function deprecated(context: FunctionContext, name: string, type: string): void {
  const text = `The ${name}() function's auto conversion of String to ${type} is deprecated - change to convert input before calling`;
  context.compiler.warnOnce('deprecations', `${name}_function_numeric_coerce_string`, text);
}

function absoluteOfText(text: string): Value {
  if (/^-?(?:\d+)(?:\.\d+){1}$/m.test(text)) return absolute(new PFloat(rubyToF(text)));
  if (/^-?\d+$/m.test(text)) return absolute(rubyToI(text));
  throw new PuppetError('abs(): Requires float or integer to work with - was given non decimal string');
}

/** Without the sign. */
export const abs = defineFunction('abs', [
  { signature: 'Numeric val', run: (_, [value]) => absolute(value!) },
  {
    signature: 'String val',
    run: (context, [text]) => {
      deprecated(context, 'abs', 'Numeric');
      return absoluteOfText(text as string);
    },
  },
]);

function defineRounding(name: string, change: (value: number) => number): FunctionDefinition {
  return defineFunction(name, [
    {
      signature: 'Numeric val',
      run: (_, [value]) => (value instanceof PFloat ? integerOf(change(value.value)) : value!),
    },
    {
      signature: 'String val',
      run: (context, [text]) => {
        deprecated(context, name, 'Float');
        const value = strictFloat(text as string);
        if (value === undefined)
          throw new PuppetError(`${name}(): cannot convert given value to a floating point value.`);
        return integerOf(change(value));
      },
    },
  ]);
}

/** The next Integer at or above. */
export const ceiling = defineRounding('ceiling', Math.ceil);
/** The next Integer at or below. */
export const floor = defineRounding('floor', Math.floor);

/** The nearest Integer, halves away from zero. */
export const round = defineFunction('round', [
  {
    signature: 'Numeric val',
    run: (_, [value]) =>
      value instanceof PFloat
        ? integerOf(Math.trunc(value.value > 0 ? value.value + 0.5 : value.value - 0.5))
        : value!,
  },
]);
