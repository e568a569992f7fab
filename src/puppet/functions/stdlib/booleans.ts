import { PFloat, type Value } from '../../values/value.ts';
import { type AnyFunction, define3x } from '../api.ts';
import { isNumeric, numberOf } from '../support/compare.ts';
import { fail } from '../support/fail.ts';
import { rubyToF, rubyToI, strictFloat } from '../support/numbers.ts';
import { rubyClass } from '../support/ruby-class.ts';
import { rubyInspect, rubyToS } from '../support/ruby-text.ts';

/** What stdlib's str2bool() takes for true and false. */
export function toBoolean(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return fail('str2bool(): Requires string to work with');
  if (/^$/m.test(value)) return false;
  if (/^(?:1|t|y|true|yes)$/im.test(value)) return true;
  if (/^(?:0|f|n|false|no)$/im.test(value) || /^(?:undef|undefined)$/m.test(value)) return false;
  return fail('str2bool(): Unknown type of boolean given');
}

function isPositive(value: Value): boolean {
  if (isNumeric(value)) return Math.trunc(Number(numberOf(value))) > 0;
  const text = rubyToS(value);
  if (typeof value !== 'string') return rubyToI(text) > 0;
  const number = strictFloat(text);
  if (number === undefined)
    return fail(
      `num2bool(): '${text}' does not look like a number: invalid value for Float(): ${rubyInspect(text)}`,
    );
  return Math.trunc(number) > 0;
}

function need(name: string, args: readonly Value[]): Value {
  return args.length === 0 ? fail(`${name}(): Wrong number of arguments given (0 for 1)`) : args[0]!;
}

const any2bool = define3x('any2bool', -1, (_, args) => {
  const value = need('any2bool', args);
  if (typeof value === 'boolean') return value;
  if (value === null) return false;
  if (isNumeric(value)) return isPositive(value);
  if (typeof value !== 'string') return true;
  return strictFloat(value) === undefined ? toBoolean(value) : isPositive(value);
});

const bool2str = define3x('bool2str', -1, (_, args) => {
  if (args.length !== 1 && args.length !== 3)
    fail(`bool2str(): Wrong number of arguments given (${args.length} for 3)`);
  const [value, yes = 'true', no = 'false'] = args;
  if (typeof value !== 'boolean') fail('bool2str(): Requires a boolean to work with');
  if (typeof yes !== 'string' || typeof no !== 'string') fail('bool2str(): Requires strings to convert to');
  return value ? yes : no;
});

const units: Readonly<Record<string, number>> = { '': 0, k: 10, M: 20, G: 30, T: 40, P: 50, E: 60 };

const toBytes = define3x('to_bytes', -1, (_, args) => {
  if (args.length !== 1) fail(`to_bytes(): Wrong number of arguments given (${args.length} for 1)`);
  const [value] = args as [Value];
  if (isNumeric(value)) return value;
  if (typeof value !== 'string') fail(`no implicit conversion of ${rubyClass(value)} into String`);
  const [, number = '', unit = ''] = /([0-9.e+-]*)\s*([^bB]?)/.exec(value as string)!;
  const power = units[unit];
  if (power === undefined) return fail(`to_bytes(): Unknown prefix ${unit}`);
  return Math.trunc(new PFloat(rubyToF(number)).value * 2 ** power);
});

/** Functions of stdlib between booleans, numbers and texts. */
export const booleanFunctions: readonly AnyFunction[] = [
  any2bool,
  bool2str,
  toBytes,
  define3x('bool2num', -1, (_, args) => (toBoolean(need('bool2num', args)) ? 1 : 0)),
  define3x('str2bool', -1, (_, args) => toBoolean(need('str2bool', args))),
  define3x('num2bool', -1, (_, args) => {
    if (args.length > 1) fail(`num2bool(): Wrong number of arguments given (${args.length} for 1)`);
    return isPositive(need('num2bool', args));
  }),
];
