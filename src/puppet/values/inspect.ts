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

/** A value as Ruby's `inspect` prints it: `"a"`, `nil`, `[1, "b"]`, `{"a"=>1}`. */
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
  const body = text
    .replace(/[\x00-\x1f\x7f"\\]/g, (char) => escapes[char] ?? hexEscape(char))
    .replace(/#(?=[{$@])/g, '\\#');
  return `"${body}"`;
}

function hexEscape(char: string): string {
  const code = char.charCodeAt(0).toString(16).toUpperCase();
  return `\\x${code.padStart(2, '0')}`;
}
