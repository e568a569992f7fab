import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PRegexp } from '../value.ts';
import { boundedRegExp, withFlags } from './bounded.ts';
import { matchProgram } from './match.ts';
import { parsePattern } from './pattern.ts';
import { programOf } from './program.ts';

/** What matching step by step gives, as JavaScript's own matching gives it. */
function stepped(source: string, ignoreCase: boolean, text: string) {
  const look = (body: string) => new RegExp(body, ignoreCase ? 'iuy' : 'uy');
  const parsed = parsePattern(source);
  const program = parsed && programOf(parsed, ignoreCase, look);
  if (program === undefined) return 'not matched step by step';
  const captures = matchProgram(program, text, 0, false);
  if (captures === null) return null;
  return Array.from({ length: captures.length / 2 }, (_, index) =>
    captures[index * 2] === -1 || captures[index * 2 + 1] === -1
      ? undefined
      : text.slice(captures[index * 2], captures[index * 2 + 1]),
  );
}

function own(source: string, ignoreCase: boolean, text: string) {
  const found = new RegExp(source, ignoreCase ? 'iu' : 'u').exec(text);
  return found === null ? null : [...found];
}

const atom = fc.constantFrom(
  'a',
  'b',
  '[ab]',
  '[^a]',
  '.',
  '\\w',
  '\\p{L}',
  'é',
  '\u{1f600}',
  '^',
  '$',
  '(?=a)',
  '(?!b)',
  '(?<=a)',
);
const { pattern } = fc.letrec<{ pattern: string; term: string }>((tie) => ({
  pattern: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.array(tie('term'), { minLength: 1, maxLength: 4 }).map((terms) => terms.join('')),
    },
    { weight: 1, arbitrary: fc.tuple(tie('term'), tie('term')).map(([a, b]) => `${a}|${b}`) },
  ),
  term: fc.oneof(
    { depthSize: 'small' },
    { weight: 3, arbitrary: atom },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          tie('pattern'),
          fc.constantFrom('(', '(?:'),
          fc.constantFrom('', '*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,}'),
        )
        .map(([body, open, quantifier]) => `${open}${body})${quantifier}`),
    },
  ),
}));

describe('matching step by step', () => {
  test('gives what JavaScript gives', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'A', 'é', '\u{1f600}', '\n'), { maxLength: 6 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, fc.boolean(), text, (source, ignoreCase, subject) => {
        expect(stepped(source, ignoreCase, subject)).toEqual(own(source, ignoreCase, subject));
      }),
      { numRuns: 4000 },
    );
  });

  test.each([
    ['(a|b)*\\1', 'abba'],
    ['(?<x>a+)(?<y>b*)\\k<x>', 'aaba'],
    ['(?:(a)|(b))*', 'ab'],
    ['(a*)*', 'b'],
    ['(a*?)+$', 'aa'],
  ])('%s on %s', (source, text) => {
    expect(stepped(source, false, text)).toEqual(own(source, false, text));
  });
});

describe('expressions of hostile manifests end', () => {
  const long = 'a'.repeat(50_000);
  test.each([
    ['(a+)+$', `${long}!`],
    ['^(a|a)*$', `${long}!`],
    ['(a|aa)+$', `${long}!`],
    ['(.*)*x', long],
    ['\\s+$', `${' '.repeat(200_000)}x`],
    ['a*a*a*a*a*a*b', 'a'.repeat(5000)],
    ['^(\\w+\\s?)*$', `${'word '.repeat(5000)}!`],
  ])('%s', (source, text) => {
    expect(new PRegexp(source).regexp.test(text)).toBe(false);
  });

  test.each(['(a+)+\\1$', '(?:a{0,100}){0,100}{0,100}b'])('%s is refused', (source) => {
    expect(() => new PRegexp(source).regexp.test(`${'a'.repeat(3000)}!`)).toThrow(/egular expression/);
  });

  test('and give what they match', () => {
    expect(`${'x'.repeat(20)}-${'y'.repeat(20)}`.replace(new PRegexp('(\\w+)+').regexp, '<$1>')).toBe(
      `<${'x'.repeat(20)}>-${'y'.repeat(20)}`,
    );
  });
});

test('what was found in a text is found again, from wherever a match begins', () => {
  const regexp = boundedRegExp('(a|bb?)*(c)', 'u');
  const own = /(a|bb?)*(c)/u;
  for (const text of ['abbc abc', 'ab', 'c', 'abbc abc', 'ab', 'c'])
    expect(regexp.exec(text)).toEqual(own.exec(text));
  for (const flags of ['gu', 'yu', 'gu'])
    expect([...'abbc abc'.replace(withFlags(regexp, flags), '-')]).toEqual([
      ...'abbc abc'.replace(new RegExp(own.source, flags), '-'),
    ]);
});
