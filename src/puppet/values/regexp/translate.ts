import { PuppetError } from '../../error.ts';
import { translateClass } from './character-class.ts';
import { readEscape } from './escape.ts';

/** What `translateRegexp` makes. */
export interface Translated {
  pattern: string;
  ignoreCase: boolean;
}

interface Flags {
  i: boolean;
  m: boolean;
  x: boolean;
}

interface State {
  source: string;
  at: number;
  flags: Flags;
  /** Whether case is ignored by a flag of the whole expression. */
  globalCase: boolean;
  hasNames: boolean;
  /** Groups being written out for `\g<name>`. */
  calls: readonly string[];
  /** Within a called group: its groups are not captured again. */
  uncaptured: boolean;
}

/** Rewrites a Ruby expression for JavaScript's `u` mode. Throws an error when that cannot be done. */
export function translateRegexp(source: string, flags: string): Translated {
  const leading = /^\(\?([mix]+)\)/.exec(source)?.[1] ?? '';
  const wrapped = /^\(\?([mix]*)(?:-[mix]*)?:/.exec(source)?.[1] ?? '';
  const wholeGroup = wrapped !== '' && closingParenthesis(source) === source.length - 1;
  const anywhere = flags + leading + (wholeGroup ? wrapped : '');
  const globalCase = anywhere.includes('i') && !/\(\?[mix]*-[mx]*i/.test(source);
  const state: State = {
    source,
    at: 0,
    flags: { i: flags.includes('i'), m: flags.includes('m'), x: flags.includes('x') },
    globalCase,
    hasNames: /\(\?<[A-Za-z_]/.test(source),
    calls: [],
    uncaptured: false,
  };
  const pattern = translateAlternatives(state);
  if (state.at < source.length) throw new PuppetError(`unmatched close parenthesis: /${source}/`);
  return { pattern, ignoreCase: globalCase };
}

function closingParenthesis(source: string): number {
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === '[') at = Math.max(at, skipClass(source, at));
    else if (source[at] === '(') depth++;
    else if (source[at] === ')' && --depth === 0) return at;
  }
  return -1;
}

function skipClass(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++;
    else if (source[at] === ']' && at > start + 1) return at;
  }
  return start;
}

/** Up to the closing parenthesis or the end; flags set within last until there. */
function translateAlternatives(state: State): string {
  const outer = state.flags;
  let out = '';
  while (state.at < state.source.length && state.source[state.at] !== ')') {
    if (state.source[state.at] === '|') {
      out += '|';
      state.at++;
    } else out += translateTerm(state);
  }
  state.flags = outer;
  return out;
}

function translateTerm(state: State): string {
  const char = state.source[state.at]!;
  if (state.flags.x && /\s/.test(char)) return skip(state, 1);
  if (state.flags.x && char === '#') return skip(state, lineLength(state));
  const atom = translateAtom(state, char);
  return atom === '' ? '' : quantified(state, atom);
}

function skip(state: State, count: number): string {
  state.at += count;
  return '';
}

function lineLength({ source, at }: State): number {
  const end = source.indexOf('\n', at);
  return (end === -1 ? source.length : end) - at;
}

function translateAtom(state: State, char: string): string {
  switch (char) {
    case '(':
      return translateGroup(state);
    case '[':
      return translateClass(state, foldsCase(state));
    case '\\':
      return translateEscape(state);
    case '^':
      state.at++;
      return '(?:^|(?<=\\n)(?!$))';
    case '$':
      state.at++;
      return '(?=\\n|$)';
    case '.':
      state.at++;
      return state.flags.m ? '[\\s\\S]' : '[^\\n]';
    default:
      return translateLiteral(state);
  }
}

function foldsCase(state: State): boolean {
  return state.flags.i && !state.globalCase;
}

function translateLiteral(state: State): string {
  const char = String.fromCodePoint(state.source.codePointAt(state.at)!);
  state.at += char.length;
  return literal(char, foldsCase(state));
}

/** A character that stands for itself. */
function literal(char: string, fold: boolean): string {
  const lower = char.toLowerCase();
  const upper = char.toUpperCase();
  if (fold && lower !== upper && lower.length === char.length && upper.length === char.length)
    return `[${lower}${upper}]`;
  return /[\^$\\.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

const interval = /^\{(\d*)(?:(,)(\d*))?\}/;

function quantified(state: State, atom: string): string {
  let out = atom;
  for (;;) {
    const rest = state.source.slice(state.at);
    const simple = /^[*+?]/.exec(rest)?.[0];
    const braces = simple === undefined ? interval.exec(rest) : null;
    if (simple === undefined && !isInterval(braces)) return out;
    const quantifier = simple ?? bracesText(braces!);
    state.at += simple?.length ?? braces![0].length;
    const lazy = state.source[state.at] === '?';
    const possessive = simple !== undefined && state.source[state.at] === '+';
    if (lazy || possessive) state.at++;
    const base = out === atom && !isAssertion(atom) ? out : `(?:${out})`;
    out = `${base}${quantifier}${lazy ? '?' : ''}`;
  }
}

function isInterval(match: RegExpExecArray | null): boolean {
  return match !== null && (match[1] !== '' || (match[2] !== undefined && match[3] !== ''));
}

function bracesText([, from, comma, to]: RegExpExecArray): string {
  return `{${from === '' ? '0' : from}${comma ?? ''}${to ?? ''}}`;
}

function isAssertion(atom: string): boolean {
  return /^\(\?(?:[=!]|<[=!])/.test(atom) || atom === '^' || atom === '$';
}

function translateGroup(state: State): string {
  const rest = state.source.slice(state.at);
  const comment = /^\(\?#(?:\\[\s\S]|[^)\\])*\)/.exec(rest);
  if (comment !== null) return skip(state, comment[0].length);
  const options = /^\(\?([mix]*)(?:-([mix]*))?([:)])/.exec(rest);
  if (options !== null) return translateOptions(state, options);
  const opening = /^\((?:\?(?:[:=!>]|<[=!]|<\w+>|'\w+'))?/.exec(rest)![0];
  if (rest.startsWith('(?') && opening === '(')
    throw new PuppetError(`undefined group option: /${state.source}/`);
  state.at += opening.length;
  return `${openingText(state, opening)}${closeGroup(state)}`;
}

function openingText(state: State, opening: string): string {
  if (opening === '(') return state.hasNames || state.uncaptured ? '(?:' : '(';
  if (opening === '(?>') return '(?:';
  if (!/\w/.test(opening)) return opening;
  return state.uncaptured ? '(?:' : `(?<${opening.slice(3, -1)}>`;
}

function closeGroup(state: State): string {
  const body = translateAlternatives(state);
  if (state.source[state.at] !== ')')
    throw new PuppetError(`end pattern with unmatched parenthesis: /${state.source}/`);
  state.at++;
  return `${body})`;
}

function translateOptions(state: State, [whole, on, off, end]: RegExpExecArray): string {
  const outer = state.flags;
  const flags = { ...outer };
  for (const flag of on as Iterable<keyof Flags>) flags[flag] = true;
  for (const flag of (off ?? '') as Iterable<keyof Flags>) flags[flag] = false;
  state.at += whole.length;
  state.flags = flags;
  if (end === ')') return '';
  const body = closeGroup(state);
  state.flags = outer;
  return `(?:${body}`;
}

const word = '[\\p{L}\\p{M}\\p{N}\\p{Pc}]';

/** The end of a text. The V8 of Node 26 does not find it behind one character of two code units, unless it is looked for. */
const end = /[^a]$/u.test('\u{1f600}') ? '$' : '(?=$)';

const assertions: Record<string, string> = {
  A: '^',
  z: end,
  Z: '(?=\\n?$)',
  b: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`,
  B: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
  R: '(?:\\r\\n|[\\n\\v\\f\\r\\u0085\\u2028\\u2029])',
  X: '(?:\\r\\n|\\P{M}\\p{M}*)',
};

function translateEscape(state: State): string {
  const letter = state.source[state.at + 1];
  if (letter === undefined) throw new PuppetError(`too short escape sequence: /${state.source}/`);
  const assertion = assertions[letter];
  if (assertion !== undefined) {
    state.at += 2;
    return assertion;
  }
  if ('GK'.includes(letter)) throw new PuppetError(`\\${letter} is not supported: /${state.source}/`);
  return translateReference(state) ?? translateCharacterEscape(state);
}

function translateReference(state: State): string | null {
  const rest = state.source.slice(state.at);
  const named = /^\\k[<']([A-Za-z_]\w*|-?\d+)[>']/.exec(rest);
  if (named !== null) {
    state.at += named[0].length;
    return /\d/.test(named[1]![0]!) ? `\\${named[1]}` : `\\k<${named[1]}>`;
  }
  const call = /^\\g[<'](\w+)[>']/.exec(rest);
  if (call !== null) {
    state.at += call[0].length;
    return callGroup(state, call[1]!);
  }
  const numbered = /^\\([1-9]\d?)/.exec(rest);
  if (numbered === null || Number(numbered[1]) > groupCount(state.source)) return null;
  state.at += numbered[0].length;
  return `(?:\\${numbered[1]})`;
}

function groupCount(source: string): number {
  return (source.replace(/\\[\s\S]/g, '').match(/\((?!\?)/g) ?? []).length;
}

/** The group of that name, written out once more. */
function callGroup(state: State, name: string): string {
  const start = state.source.indexOf(`(?<${name}>`);
  if (start === -1) throw new PuppetError(`undefined name <${name}> call: /${state.source}/`);
  if (state.calls.includes(name)) throw new PuppetError(`recursion is not supported: /${state.source}/`);
  const inner: State = {
    ...state,
    at: start,
    uncaptured: true,
    calls: [...state.calls, name],
    flags: { ...state.flags },
  };
  return translateGroup(inner);
}

function translateCharacterEscape(state: State): string {
  const read = readEscape(state);
  if (read.kind === 'set') return `[${read.inner}]`;
  return [...read.text].map((char) => literal(char, foldsCase(state))).join('');
}
