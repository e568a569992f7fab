import { PFloat, type Value } from '../values/value.ts';

/** A structural character, a string without and one with escapes, an integer that is exact, a float, or a word; after white space. */
const token =
  /[ \n]*(?:([{}[\],])|"([^"\\\x00-\x1f\x7f-\x9f]*)"|("(?:[^"\\\x00-\x1f\x7f-\x9f]|\\["\\/bfnrt])*")|(0|-?[1-9]\d{0,14})(?![\w.+-])|(-?(?:0|[1-9]\d*)\.\d+)(?![\w.+:-])|(true|false|null)(?!\w))/y;
const colon = / *:/y;
const words: Readonly<Record<string, Value>> = { true: true, false: false, null: null };
const deepest = 100;
const longestKey = 1000;

interface Reader {
  readonly text: string;
  at: number;
}

/** What one can't read, and leaves to a reader of all of YAML. */
const BEYOND = Symbol('beyond');

/**
 * Reads a mapping or list in JSON of the common kind, as facts come: what is JSON and YAML 1.1 alike, and means the
 * same in both. Undefined for all else: exponents, repeated keys, merge keys, other escapes, errors.
 */
export function readPlainJson(text: string): Value | undefined {
  const reader: Reader = { text, at: 0 };
  if (text[0] !== '{' && text[0] !== '[') return undefined;
  const value = readValue(reader, next(reader), 0);
  return value === BEYOND || /[^ \n]/.test(text.slice(reader.at)) ? undefined : (value as Value);
}

function next(reader: Reader): RegExpExecArray | null {
  token.lastIndex = reader.at;
  const found = token.exec(reader.text);
  if (found !== null) reader.at = token.lastIndex;
  return found;
}

function readValue(reader: Reader, found: RegExpExecArray | null, depth: number): Value | typeof BEYOND {
  if (found === null || depth > deepest) return BEYOND;
  const [, structure, plain, escaped, integer, float, word] = found;
  if (structure === '{') return readMap(reader, depth + 1);
  if (structure === '[') return readList(reader, depth + 1);
  if (structure !== undefined) return BEYOND;
  if (integer !== undefined) return Number(integer);
  if (float !== undefined) return new PFloat(Number(float));
  return word !== undefined ? words[word]! : textOf(plain, escaped);
}

const textOf = (plain: string | undefined, escaped: string | undefined): string =>
  plain ?? (JSON.parse(escaped!) as string);

function readMap(reader: Reader, depth: number): Value | typeof BEYOND {
  const map = new Map<Value, Value>();
  for (let found = next(reader); ; found = next(reader)) {
    if (map.size === 0 && found?.[1] === '}') return map;
    const key = readKey(reader, found);
    if (key === undefined || map.has(key)) return BEYOND;
    const value = readValue(reader, next(reader), depth);
    if (value === BEYOND) return BEYOND;
    map.set(key, value as Value);
    const end = next(reader)?.[1];
    if (end === '}') return map;
    if (end !== ',') return BEYOND;
  }
}

function readKey(reader: Reader, found: RegExpExecArray | null): string | undefined {
  if (found === null || (found[2] === undefined && found[3] === undefined)) return undefined;
  const key = textOf(found[2], found[3]);
  colon.lastIndex = reader.at;
  if (key === '<<' || key.length > longestKey || !colon.test(reader.text)) return undefined;
  reader.at = colon.lastIndex;
  return key;
}

function readList(reader: Reader, depth: number): Value | typeof BEYOND {
  const list: Value[] = [];
  for (let found = next(reader); ; found = next(reader)) {
    if (list.length === 0 && found?.[1] === ']') return list;
    const value = readValue(reader, found, depth);
    if (value === BEYOND) return BEYOND;
    list.push(value as Value);
    const end = next(reader)?.[1];
    if (end === ']') return list;
    if (end !== ',') return BEYOND;
  }
}
