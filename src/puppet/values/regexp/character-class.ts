import { PuppetError } from '../../error.ts';
import { type Cursor, readEscape } from './escape.ts';
import { property } from './properties.ts';

/** A class being read: what can stand in one JavaScript class, and alternatives that cannot (negated sets within it). */
interface Members {
  inner: string;
  others: string[];
}

/** Translates a class with all that Ruby allows in it (nesting, `&&`, POSIX names), at its `[`; `fold` adds the other case. */
export function translateClass(cursor: Cursor, fold: boolean): string {
  cursor.at++;
  const negated = cursor.source[cursor.at] === '^';
  if (negated) cursor.at++;
  const parts: Members[] = [readMembers(cursor, fold, true)];
  while (cursor.source.startsWith('&&', cursor.at)) {
    cursor.at += 2;
    parts.push(readMembers(cursor, fold, false));
  }
  if (cursor.source[cursor.at] !== ']')
    throw new PuppetError(`premature end of char-class: /${cursor.source}/`);
  cursor.at++;
  return combine(parts, negated);
}

function combine(parts: readonly Members[], negated: boolean): string {
  const [first] = parts;
  if (parts.length === 1 && first!.others.length === 0) return `[${negated ? '^' : ''}${first!.inner}]`;
  const sets = parts.map(setText);
  const all =
    sets.length === 1
      ? sets[0]!
      : `(?:${sets
          .slice(1)
          .map((set) => `(?=${set})`)
          .join('')}${sets[0]})`;
  return negated ? `(?:(?!${all})[\\s\\S])` : all;
}

function setText({ inner, others }: Members): string {
  const sets = inner === '' && others.length > 0 ? others : [`[${inner}]`, ...others];
  return sets.length === 1 ? sets[0]! : `(?:${sets.join('|')})`;
}

function readMembers(cursor: Cursor, fold: boolean, first: boolean): Members {
  const members: Members = { inner: '', others: [] };
  for (let isFirst = first; ; isFirst = false) {
    const char = cursor.source[cursor.at];
    if (char === undefined || (char === ']' && !isFirst) || cursor.source.startsWith('&&', cursor.at))
      return members;
    readMember(cursor, char, members, fold);
  }
}

function readMember(cursor: Cursor, char: string, members: Members, fold: boolean): void {
  if (char === '[') {
    readNested(cursor, members, fold);
    return;
  }
  const from = readCharacter(cursor, members);
  if (from === null) return;
  const to = readRangeEnd(cursor, members);
  addRange(members, from, to ?? from, fold, to !== null);
}

function readNested(cursor: Cursor, members: Members, fold: boolean): void {
  const posix = /^\[:(\^?)(\w+):\]/.exec(cursor.source.slice(cursor.at));
  if (posix !== null) {
    cursor.at += posix[0].length;
    addSet(members, property(posix[2]!, posix[1] === '^'));
    return;
  }
  const nested = translateClass(cursor, fold);
  if (/^\[(?!\^)[^[\]]*\]$/.test(nested)) members.inner += nested.slice(1, -1);
  else members.others.push(nested);
}

function addSet(members: Members, inner: string): void {
  if (inner.startsWith('^')) members.others.push(`[${inner}]`);
  else members.inner += inner;
}

/** One character, or null when it was a set, which is added. */
function readCharacter(cursor: Cursor, members: Members): string | null {
  if (cursor.source[cursor.at] !== '\\') {
    const char = String.fromCodePoint(cursor.source.codePointAt(cursor.at)!);
    cursor.at += char.length;
    return char;
  }
  if (cursor.source[cursor.at + 1] === 'b') {
    cursor.at += 2;
    return '\b';
  }
  const read = readEscape(cursor);
  if (read.kind === 'text') return read.text;
  addSet(members, read.inner);
  return null;
}

function readRangeEnd(cursor: Cursor, members: Members): string | null {
  const next = cursor.source[cursor.at + 1];
  if (cursor.source[cursor.at] !== '-' || next === undefined || next === ']' || next === '[') return null;
  const before = cursor.at;
  cursor.at++;
  const end = readCharacter(cursor, { inner: '', others: [] });
  if (end !== null) return end;
  cursor.at = before + 1;
  members.inner += '\\-';
  return null;
}

function addRange(members: Members, from: string, to: string, fold: boolean, isRange: boolean): void {
  if (from > to && isRange) throw new PuppetError(`empty range in char class: ${from}-${to}`);
  members.inner += isRange ? `${quoted(from)}-${quoted(to)}` : [...from].map(quoted).join('');
  if (!fold) return;
  for (const change of [(text: string) => text.toUpperCase(), (text: string) => text.toLowerCase()]) {
    const [a, b] = [change(from), change(to)];
    if (a.length === from.length && b.length === to.length && a <= b)
      members.inner += isRange ? `${quoted(a)}-${quoted(b)}` : quoted(a);
  }
}

function quoted(char: string): string {
  return /[\\\]^\-[{}()|/.*+?$]/.test(char) ? `\\${char}` : char;
}
