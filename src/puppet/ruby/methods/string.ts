import { expandSet } from '../../functions/support/character-set.ts';
import { rubyToF, rubyToI } from '../../functions/support/numbers.ts';
import { rubySplit } from '../../functions/support/split.ts';
import { successor } from '../../functions/support/string-range.ts';
import { substitute } from '../../functions/support/substitute.ts';
import { withFlags } from '../../values/regexp/bounded.ts';
import { rubyFormat } from '../../values/sprintf.ts';
import type { PHash, Value } from '../../values/value.ts';
import { PFloat, PRegexp } from '../../values/value.ts';
import { rubyOrder } from '../compare.ts';
import { RubyError } from '../errors.ts';
import { toS } from '../text.ts';
import {
  isArray,
  isHash,
  type RubyProc,
  RubyRange,
  RubySymbol,
  type RubyValue,
  toNumber,
  toPuppet,
} from '../values.ts';
import { sliceOf } from './array.ts';
import { conversionName, integerOf, textOf } from './implicit.ts';
import { RubyMatch } from './match.ts';
import type { Methods } from './types.ts';

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const toRegExp = (pattern: RubyValue): RegExp =>
  pattern instanceof PRegexp ? pattern.regexp : new RegExp(escapeRegExp(patternText(pattern)), 'm');

function patternText(pattern: RubyValue): string {
  if (typeof pattern === 'string') return pattern;
  throw new RubyError(`wrong argument type ${conversionName(pattern)} (expected Regexp)`, 0, true);
}

const globally = (pattern: RegExp) => withFlags(pattern, `${pattern.flags.replace(/[gy]/g, '')}g`);

function sub(self: string, args: readonly RubyValue[], block: RubyProc | null, all: boolean): string {
  const [pattern, replacement] = args;
  if (block) {
    const regexp = toRegExp(pattern);
    return self.replace(all ? globally(regexp) : regexp, (found) => toS(block.call([found])));
  }
  return substitute(
    self,
    toRegExp(pattern),
    isHash(replacement) ? (replacement as PHash) : textOf(replacement),
    all,
  );
}

/** What is put behind a text: a number is the code of a character. */
function added(value: RubyValue): string {
  return typeof value === 'number' && value >= 0 ? String.fromCodePoint(value) : textOf(value);
}

function tr(self: string, from: string, to: string): string {
  const source = expandSet(from);
  const target = expandSet(to).list;
  return [...self]
    .map((character) => {
      if (!source.has(character)) return character;
      return target[Math.min(Math.max(source.list.indexOf(character), 0), target.length - 1)] ?? '';
    })
    .join('');
}

function split(self: string, [pattern, limit]: readonly RubyValue[]): string[] {
  if (pattern === undefined || pattern === null || pattern === ' ')
    return self
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '');
  const regexp = toRegExp(pattern);
  if (limit === undefined || toNumber(limit) <= 0) return rubySplit(self, regexp);
  const parts: string[] = [];
  let rest = self;
  while (parts.length < toNumber(limit) - 1) {
    const found = regexp.exec(rest);
    if (!found) break;
    parts.push(rest.slice(0, found.index));
    rest = rest.slice(found.index + found[0].length);
  }
  return [...parts, rest];
}

function index(self: string, args: readonly RubyValue[]): RubyValue {
  const [first, second] = args;
  if (first instanceof PRegexp)
    return first.regexp.exec(self)?.[second === undefined ? 0 : toNumber(second)] ?? null;
  if (typeof first === 'string') return self.includes(first) ? first : null;
  const characters = [...self];
  if (first instanceof RubyRange || second !== undefined) {
    const part = sliceOf(characters, args);
    return part === undefined ? null : Array.from(part).join('');
  }
  return characters.at(integerOf(first)) ?? null;
}

function scan(self: string, pattern: RubyValue, block: RubyProc | null): RubyValue {
  const found = [...self.matchAll(globally(toRegExp(pattern)))].map((match) =>
    match.length > 1 ? match.slice(1).map((group) => group ?? null) : match[0],
  );
  if (!block) return found;
  for (const each of found) block.call([each]);
  return self;
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
const strip = (text: string) => text.replace(/^[\0\s]+|[\0\s]+$/g, '');
/** A text given as a pattern is the source of one. */
const asPattern = (pattern: RubyValue) =>
  typeof pattern === 'string' ? new PRegexp(pattern).regexp : toRegExp(pattern);
const lines = (text: string) => text.match(/[^\n]*\n|[^\n]+/g) ?? [];
const fill = (size: number, pad: string) =>
  pad.repeat(Math.ceil(Math.max(size, 0) / pad.length)).slice(0, Math.max(size, 0));
const padding = (self: string, [width, pad]: readonly RubyValue[]) =>
  [integerOf(width) - [...self].length, pad === undefined ? ' ' : textOf(pad)] as const;

function formatArguments(value: RubyValue): Value[] {
  return isArray(value) ? value.map(toPuppet) : [toPuppet(value)];
}

/** Ruby's String. Strings are values here: methods that change one give the new one, which the caller assigns. */
export const stringMethods: Methods<string> = {
  size: (self) => [...self].length,
  bytesize: (self) => Buffer.byteLength(self),
  'empty?': (self) => self === '',
  '+': (self, [other]) => self + textOf(other),
  '<<': (self, [other]) => self + added(other),
  concat: (self, others) => self + others.map(added).join(''),
  insert: (self, [at, text]) => {
    const start = toNumber(at) < 0 ? self.length + toNumber(at) + 1 : toNumber(at);
    return self.slice(0, start) + toS(text) + self.slice(start);
  },
  '*': (self, [times]) => self.repeat(integerOf(times)),
  '%': (self, [args]) => rubyFormat(self, formatArguments(args)),
  '<=>': (self, [other]) => rubyOrder(self, other) ?? null,
  '=~': (self, [pattern]) => {
    const at = pattern instanceof PRegexp ? self.search(pattern.regexp) : -1;
    return at === -1 ? null : at;
  },
  '[]': index,
  slice: index,
  chars: (self) => [...self],
  lines: (self) => [...lines(self)],
  each_line: (self, _, block) => (lines(self).forEach((line) => block!.call([line])), self),
  each_char: (self, _, block) => ([...self].forEach((character) => block!.call([character])), self),
  bytes: (self) => [...Buffer.from(self)],
  split,
  sub: (self, args, block) => sub(self, args, block, false),
  gsub: (self, args, block) => sub(self, args, block, true),
  scan: (self, [pattern], block) => scan(self, pattern, block),
  match: (self, [pattern]) => RubyMatch.of(asPattern(pattern), self),
  'match?': (self, [pattern]) => asPattern(pattern).test(self),
  tr: (self, [from, to]) => tr(self, textOf(from), textOf(to)),
  delete: (self, [set]) => [...self].filter((character) => !expandSet(textOf(set)).has(character)).join(''),
  squeeze: (self, [set]) =>
    self.replace(/([\s\S])\1+/gu, (run, character: string) =>
      set === undefined || expandSet(textOf(set)).has(character) ? character : run,
    ),
  count: (self, [set]) => [...self].filter((character) => expandSet(textOf(set)).has(character)).length,
  upcase: (self) => self.toUpperCase(),
  downcase: (self) => self.toLowerCase(),
  capitalize: capitalized,
  swapcase: (self) =>
    [...self]
      .map((letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()))
      .join(''),
  strip,
  lstrip: (self) => self.replace(/^[\0\s]+/, ''),
  rstrip: (self) => self.replace(/[\0\s]+$/, ''),
  chomp: (self, [suffix]) =>
    suffix === undefined
      ? self.replace(/\r?\n$|\r$/, '')
      : self.endsWith(textOf(suffix))
        ? self.slice(0, self.length - toS(suffix).length)
        : self,
  chop: (self) => [...self].slice(0, -1).join(''),
  reverse: (self) => [...self].reverse().join(''),
  'include?': (self, [part]) => self.includes(textOf(part)),
  'start_with?': (self, parts) =>
    parts.some((part) =>
      part instanceof PRegexp ? self.search(part.regexp) === 0 : self.startsWith(textOf(part)),
    ),
  'end_with?': (self, parts) => parts.some((part) => self.endsWith(textOf(part))),
  index: (self, [part, start]) => {
    const from = start === undefined ? 0 : toNumber(start);
    const found =
      part instanceof PRegexp ? self.slice(from).search(part.regexp) : self.slice(from).indexOf(textOf(part));
    return found === -1 ? null : found + from;
  },
  rindex: (self, [part]) => (self.includes(textOf(part)) ? self.lastIndexOf(textOf(part)) : null),
  partition: (self, [separator]) => {
    const found = toRegExp(separator).exec(self);
    return found
      ? [self.slice(0, found.index), found[0], self.slice(found.index + found[0].length)]
      : [self, '', ''];
  },
  rpartition: (self, [separator]) => {
    const at = self.lastIndexOf(toS(separator));
    return at === -1
      ? ['', '', self]
      : [self.slice(0, at), toS(separator), self.slice(at + toS(separator).length)];
  },
  ljust: (self, args) => self + fill(...padding(self, args)),
  rjust: (self, args) => fill(...padding(self, args)) + self,
  center: (self, args) => {
    const [missing, pad] = padding(self, args);
    return fill(Math.floor(missing / 2), pad) + self + fill(Math.ceil(missing / 2), pad);
  },
  to_i: (self, [base]) =>
    base === undefined || toNumber(base) === 10 ? rubyToI(self) : Number.parseInt(self, toNumber(base)) || 0,
  to_f: (self) => new PFloat(rubyToF(self)),
  to_sym: (self) => RubySymbol.of(self),
  intern: (self) => RubySymbol.of(self),
  hex: (self) => Number.parseInt(self, 16) || 0,
  oct: (self) => Number.parseInt(self, 8) || 0,
  ord: (self) => {
    if (self === '') throw new RubyError('empty string', 0, true);
    return self.codePointAt(0)!;
  },
  casecmp: (self, [other]) => Math.sign(rubyOrder(self.toLowerCase(), textOf(other).toLowerCase())!),
  'casecmp?': (self, [other]) => self.toLowerCase() === textOf(other).toLowerCase(),
  succ: (self) => successor(self),
  encoding: () => 'UTF-8',
  force_encoding: (self) => self,
  encode: (self) => self,
  unicode_normalize: (self) => self.normalize('NFC'),
  'valid_encoding?': () => true,
  'ascii_only?': (self) => /^[\x00-\x7f]*$/.test(self),
  b: (self) => self,
  replace: (_, [text]) => toS(text),
  clear: () => '',
  prepend: (self, parts) => parts.map(toS).join('') + self,
  delete_prefix: (self, [prefix]) => (self.startsWith(toS(prefix)) ? self.slice(toS(prefix).length) : self),
  delete_suffix: (self, [suffix]) =>
    self.endsWith(toS(suffix)) ? self.slice(0, self.length - toS(suffix).length) : self,
  unpack: () => {
    throw new RubyError('String#unpack is not supported in templates', 0);
  },
};
