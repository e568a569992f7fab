import { toText } from '../../types/index.ts';
import { PFloat, PRegexp, PSensitive, type Value } from '../../values/value.ts';

/** Ruby's `to_s`, which 3.x functions and joins use: nil is empty, hashes and arrays print as `inspect` does. */
export function rubyToS(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) || value instanceof Map) return rubyInspect(value);
  if (value instanceof PRegexp)
    return value.source === '' && value.flags === '' ? '(?-mix:)' : regexpToS(value);
  return scalarToS(value);
}

function scalarToS(value: Exclude<Value, null>): string {
  if (typeof value === 'object')
    return value instanceof PFloat || value instanceof PSensitive ? String(value) : toText(value);
  return String(value);
}

function regexpToS({ source, flags }: PRegexp): string {
  const off = [...'mix'].filter((flag) => !flags.includes(flag)).join('');
  return `(?${flags}${off === '' ? '' : `-${off}`}:${source})`;
}

/** Ruby's `inspect` (before 3.4). */
export function rubyInspect(value: Value): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return inspectString(value);
  if (Array.isArray(value)) return `[${value.map(rubyInspect).join(', ')}]`;
  if (value instanceof Map)
    return `{${[...value].map(([key, item]) => `${rubyInspect(key)}=>${rubyInspect(item)}`).join(', ')}}`;
  if (value instanceof PRegexp) return String(value);
  return scalarToS(value);
}

const escapes: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\f': '\\f',
  '\v': '\\v',
  '\b': '\\b',
  '\x07': '\\a',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
};

function inspectString(text: string): string {
  const escaped = text.replace(/[\p{Cc}"\\]|#(?=[{$@])/gu, (character) => {
    if (character === '#') return '\\#';
    return escapes[character] ?? `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `"${escaped}"`;
}

/** Ruby's `Array#join`: nested arrays are joined too. */
export function rubyJoin(values: readonly Value[], delimiter: string): string {
  return values
    .map((value) => (Array.isArray(value) ? rubyJoin(value, delimiter) : rubyToS(value)))
    .join(delimiter);
}
