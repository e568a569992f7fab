import { toYaml } from '../../functions/support/psych.ts';
import { RubyError } from '../errors.ts';
import { isArray, isHash, RubySymbol, type RubyValue, toNumber, toPuppet } from '../values.ts';

/** Ruby's `to_yaml`, with the options `indentation` and `line_width`. Symbols would be written as such: not here. */
export function rubyYaml(value: RubyValue, options: RubyValue): string {
  if (hasSymbols(value)) throw new RubyError('to_yaml of symbols is not supported', 0);
  return toYaml(toPuppet(value), {
    indentation: option(options, 'indentation'),
    lineWidth: option(options, 'line_width'),
  });
}

function option(options: RubyValue, name: string): number | undefined {
  if (!isHash(options)) return undefined;
  const [, value] = [...options].find(([key]) => (key as unknown) === RubySymbol.of(name)) ?? [];
  return value === undefined ? undefined : toNumber(value);
}

function hasSymbols(value: RubyValue): boolean {
  if (value instanceof RubySymbol) return true;
  if (isArray(value)) return value.some(hasSymbols);
  return isHash(value) && [...value].flat().some(hasSymbols);
}
