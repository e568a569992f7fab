import { toText } from './text.ts';
import { PDefault, PFloat, PRegexp, PSemVerRange, PSensitive, type Value } from './value.ts';

const escapes: Record<string, string> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\f': '\\f',
  '\v': '\\v',
  '\b': '\\b',
  '\x07': '\\a',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
};

/** A value as Ruby's `inspect` (before 3.4) prints it: `"a"`, `nil`, `[1, "b"]`, `{"a"=>1}`. */
export function rubyInspect(value: Value): string {
  if (value === null) return 'nil';
  if (typeof value === 'string') return inspectString(value);
  if (Array.isArray(value)) return `[${value.map(rubyInspect).join(', ')}]`;
  if (value instanceof Map) {
    return `{${[...value].map(([key, entry]) => `${rubyInspect(key)}=>${rubyInspect(entry)}`).join(', ')}}`;
  }
  if (value instanceof PDefault) return ':default';
  if (value instanceof PSensitive) return `#<${value}>`;
  if (value instanceof PSemVerRange) return value.ranges.map(({ text }) => text).join(' || ');
  return value instanceof PFloat || value instanceof PRegexp ? String(value) : toText(value);
}

function inspectString(text: string): string {
  const body = text.replace(
    /[\p{Cc}\p{Cn}\p{Zl}\p{Zp}"\\]|#(?=[{$@])/gu,
    (char) => escapes[char] ?? escapeCode(char),
  );
  return `"${body}"`;
}

function escapeCode(char: string): string {
  if (char === '#') return '\\#';
  const code = char.codePointAt(0)!;
  const digits = code.toString(16).toUpperCase();
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, '0')}`;
}

/** Ruby's `to_s`: nil is empty, hashes and arrays print as `inspect` does. */
export function rubyToS(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) || value instanceof Map) return rubyInspect(value);
  return value instanceof PRegexp ? regexpToS(value) : toText(value);
}

function regexpToS({ source, flags }: PRegexp): string {
  const off = [...'mix'].filter((flag) => !flags.includes(flag)).join('');
  return `(?${flags}${off === '' ? '' : `-${off}`}:${source})`;
}

/** Ruby's `Array#join`: nested arrays are joined too. */
export function rubyJoin(values: readonly Value[], delimiter: string): string {
  return values
    .map((value) => (Array.isArray(value) ? rubyJoin(value, delimiter) : rubyToS(value)))
    .join(delimiter);
}
