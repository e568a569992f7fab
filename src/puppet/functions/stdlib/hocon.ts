import { HoconError } from '../../data/hocon/error.ts';
import { readHocon } from '../../data/hocon/read.ts';
import type { Value } from '../../values/value.ts';
import { type AnyFunction, defineFunction, type FunctionContext } from '../api.ts';
import { fail } from '../support/fail.ts';

/** A default stands in for what can't be parsed or has no value, and not for what makes no sense. */
function parse({ compiler }: FunctionContext, [text, ...defaults]: Value[]): Value {
  try {
    return readHocon(text as string, compiler.environment.files);
  } catch (error) {
    if (!(error instanceof HoconError)) throw error;
    if (error.fault === 'syntax' && defaults.length > 0) return defaults[0]!;
    return fail(error.message);
  }
}

/** Functions of stdlib on HOCON, under their names of releases 8 and 9. */
export const hoconFunctions: readonly AnyFunction[] = ['parsehocon', 'stdlib::parsehocon'].map((name) =>
  defineFunction(name, [{ signature: 'String hocon_string, Any ?default', run: parse }]),
);
