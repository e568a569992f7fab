import { PRegexp, PSensitive } from '../../values/value.ts';
import { parseType } from '../parse-type.ts';
import { type Constructor, conversion, once } from './constructor.ts';

/** `Regexp.new(pattern, escape)`. */
export const regexpConstructor = once(
  (): Constructor => ({
    name: 'new_float',
    conversions: [
      conversion('String pattern, ?Boolean escape', (text, escaped) => {
        const regexp = new PRegexp(escaped === true ? escapeRegexp(text as string) : (text as string));
        regexp.regexp.lastIndex = 0;
        return regexp;
      }),
    ],
  }),
);

const spaces: Record<string, string> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\f': '\\f',
  '\v': '\\v',
  ' ': '\\ ',
};

/** A text as an expression that matches it, as Ruby's `Regexp.escape`. */
export function escapeRegexp(text: string): string {
  return text.replace(/[[\]{}()|\-*.\\?+^$#\n\t\r\f\v ]/g, (char) => spaces[char] ?? `\\${char}`);
}

/** `Sensitive.new(value)`. */
export const sensitiveConstructor = once(
  (): Constructor => ({
    name: 'new_Sensitive',
    conversions: [
      conversion('Sensitive value', (value) => value!),
      conversion('Any value', (value) => new PSensitive(value!)),
    ],
  }),
);

/** `Type.new(text)`. */
export const typeConstructor = once(
  (): Constructor => ({
    name: 'new_type',
    conversions: [conversion('String[1] type_string', (text) => parseType(text as string))],
  }),
);

/** `NotUndef.new(value)`, which is the value. */
export const unitConstructor = once(
  (): Constructor => ({ name: 'new_unit', conversions: [conversion('Any from', (from) => from!)] }),
);
