import { expect, test } from 'vitest';
import {
  compileRubyRegexp,
  eql,
  formatFloat,
  hashGet,
  internKey,
  makeHash,
  normalizeInteger,
  PFloat,
  PRegexp,
  parseSemVer,
  parseSemVerRange,
  parseTimespan,
  parseTimestamp,
  parseUri,
  puppetEquals,
  rangeIncludes,
  rubyFormat,
  toText,
} from './index.ts';

test('floats are written as Ruby does', () => {
  const cases: [number, string][] = [
    [1, '1.0'],
    [-0, '-0.0'],
    [1e15, '1.0e+15'],
    [1e14, '100000000000000.0'],
    [999999999999999.9, '999999999999999.9'],
    [0.0001, '0.0001'],
    [0.00001, '1.0e-05'],
    [1.5e100, '1.5e+100'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
  ];
  for (const [value, text] of cases) expect(formatFloat(value)).toBe(text);
});

test('integers have one representation', () => {
  expect(normalizeInteger(5n)).toBe(5);
  expect(normalizeInteger(2n ** 53n)).toBe(2n ** 53n);
  expect(normalizeInteger(-(2n ** 53n) + 1n)).toBe(-(2 ** 53) + 1);
});

test('== ignores the case of ASCII letters and the kind of number; eql? does not', () => {
  expect(puppetEquals('Abc', 'aBC')).toBe(true);
  expect(puppetEquals('Ü', 'ü')).toBe(false);
  expect(puppetEquals(1, new PFloat(1))).toBe(true);
  expect(puppetEquals([1, 'A'], [new PFloat(1), 'a'])).toBe(true);
  expect(puppetEquals(makeHash([['a', 'X']]), makeHash([['a', 'x']]))).toBe(true);
  expect(puppetEquals(makeHash([['a', 1]]), makeHash([['A', 1]]))).toBe(false);
  expect(eql(1, new PFloat(1))).toBe(false);
  expect(eql('a', 'A')).toBe(false);
  expect(eql([1, makeHash([['a', 1]])], [1, makeHash([['a', 1]])])).toBe(true);
});

test('structured keys of hashes are found by equality', () => {
  const hash = makeHash([
    [[1, 'a'], 'array'],
    [new PFloat(1), 'float'],
    [1, 'integer'],
    [new PRegexp('x'), 'regexp'],
  ]);
  expect(hashGet(hash, [1, 'a'])).toBe('array');
  expect(hashGet(hash, new PFloat(1))).toBe('float');
  expect(hashGet(hash, 1)).toBe('integer');
  expect(hashGet(hash, new PRegexp('x'))).toBe('regexp');
  expect(hashGet(hash, [1, 'b'])).toBeUndefined();
  expect(internKey([1, [2]])).toBe(internKey([1, [2]]));
});

test('values are interpolated', () => {
  expect(toText([1, 'a', null, new PFloat(2), makeHash([['k', [true]]])])).toBe(
    '[1, a, , 2.0, {k => [true]}]',
  );
  expect(toText(new PRegexp('a/b'))).toBe('/a\\/b/');
  expect(toText(null)).toBe('');
});

test('anchors, classes and groups mean what they mean in Ruby', () => {
  const matches = (source: string, text: string): boolean => compileRubyRegexp(source).test(text);
  expect(matches('^b$', 'a\nb\nc')).toBe(true);
  expect(matches('a$', 'a\r\n')).toBe(false);
  expect(matches('\\Ab', 'a\nb')).toBe(false);
  expect(matches('a\\Z', 'a\n')).toBe(true);
  expect(matches('a\\z', 'a\n')).toBe(false);
  expect(matches('[^a]\\z', '\u{1f600}')).toBe(true);
  expect(matches('\\A[[:alpha:]]+\\z', 'über')).toBe(true);
  expect(matches('\\A\\w+\\z', 'über')).toBe(false);
  expect(matches('a.b', 'a\nb')).toBe(false);
  expect(matches('(?m)a.b', 'a\nb')).toBe(true);
  expect(matches('(?i:a)b', 'Ab')).toBe(true);
  expect(matches('(?i:a)b', 'AB')).toBe(false);
  expect(matches('\\A[a-z&&[^aeiou]]+\\z', 'xyz')).toBe(true);
  expect(matches('\\A[a-z&&[^aeiou]]+\\z', 'xaz')).toBe(false);
  expect(compileRubyRegexp('(?<n>a)(b)').exec('ab')).toHaveLength(2);
});

test('an expression without counterpart is refused', () => {
  expect(() => compileRubyRegexp('a\\Kb')).toThrow('not supported');
  expect(() => compileRubyRegexp('(')).toThrow('unmatched parenthesis');
  expect(() => compileRubyRegexp('a)')).toThrow('unmatched close parenthesis');
});

test('sprintf follows Ruby, in rounding too', () => {
  expect(rubyFormat('%05.1f|%-5d|%+x|%s', [new PFloat(2.25), 7, 255, 'a'])).toBe('002.2|7    |+ff|a');
  expect(rubyFormat('%.2f %.0f %.0f', [new PFloat(2.675), new PFloat(0.5), new PFloat(1.5)])).toBe(
    '2.68 0 2',
  );
  expect(rubyFormat('%x %08b %#o', [-255, -5, -8])).toBe('..f01 ..111011 ..70');
  expect(
    rubyFormat('%<a>d %{b}', [
      makeHash([
        ['a', 3],
        ['b', 'x'],
      ]),
    ]),
  ).toBe('3 x');
  expect(() => rubyFormat('%d', [])).toThrow('too few arguments');
});

test('versions are compared and ranged', () => {
  const within = (range: string, version: string): boolean =>
    rangeIncludes(parseSemVerRange(range), parseSemVer(version));
  expect(within('>=1.0.0 <2.0.0', '1.9.9')).toBe(true);
  expect(within('~1.2', '1.3.0')).toBe(false);
  expect(within('^1.2.3', '1.9.0')).toBe(true);
  expect(within('1.x || 3.x', '3.4.5')).toBe(true);
  expect(within('>=1.0.0', '2.0.0-rc1')).toBe(false);
  expect(within('>=2.0.0-rc0', '2.0.0-rc1')).toBe(true);
  expect(() => parseSemVer('1.2')).toThrow("Unable to parse '1.2' as a semantic version identifier");
});

test('times and durations are read in nanoseconds', () => {
  expect(parseTimestamp('2020-02-29T00:00:00.5 +01:00').nsecs).toBe(1582930800500000000n);
  expect(parseTimespan('1-02:03:04.5', '%D-%H:%M:%S.%-N').nsecs).toBe(93784500000000n);
  expect(() => parseTimespan('x', '%S')).toThrow("Unable to parse 'x' using format '%S'");
});

test('URIs are split as by the library of Ruby', () => {
  const { parts, text } = parseUri('https://me@example.com:8443/a?b=c#d');
  expect(parts).toMatchObject({
    scheme: 'https',
    userinfo: 'me',
    host: 'example.com',
    port: 8443,
    path: '/a',
  });
  expect(text).toBe('https://me@example.com:8443/a?b=c#d');
  expect(parseUri('mailto:a@example.com').parts.opaque).toBe('a@example.com');
});
