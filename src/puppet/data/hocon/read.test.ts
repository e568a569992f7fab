import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Files } from '../../files.ts';
import { HoconError } from './error.ts';
import { readHocon } from './read.ts';

function filesOf(texts: Readonly<Record<string, string>>): Files {
  return {
    read: (path) => texts[path],
    readBytes: () => undefined,
    list: () => undefined,
    isFile: (path) => path in texts,
    isDirectory: () => false,
    isLink: () => false,
  };
}

const read = (text: string, texts: Readonly<Record<string, string>> = {}) => readHocon(text, filesOf(texts));

/** The message of the error that a text gives. */
function refusal(text: string, texts: Readonly<Record<string, string>> = {}): string {
  try {
    read(text, texts);
  } catch (error) {
    if (error instanceof HoconError) return error.message;
    throw error;
  }
  return '';
}

test('values are concatenated, merged and referred to', () => {
  const text = 'a { b = [1, x y] }\na.b += ${c} # three\nc = ${?d}"z"\nd = null';
  expect(read(text)).toEqual(
    new Map<string, unknown>([
      ['a', new Map([['b', [1, 'x y', 'nullz']]])],
      ['c', 'nullz'],
      ['d', null],
    ]),
  );
});

test('a value refers to what it replaces, and not to itself', () => {
  expect(read('p = [a]\np = ${p}[b]\np = ${p}[c]').get('p')).toEqual(['a', 'b', 'c']);
  expect(refusal('a = 1\nb = ${c}\nc = ${b}')).toBe(
    'String: 3: Could not resolve substitution to a value: ${b} was part of a cycle of substitutions involving ${c}, ${b}, ${c}',
  );
});

test('files are included by absolute paths, and by their names in one another', () => {
  const texts = {
    '/d/a.conf': 'x = 1\ninclude "b"\ny = ${z}',
    '/d/b.conf': 'z = 2',
    '/d/loop.conf': 'include "loop"',
  };
  expect(read('q { include file("/d/a.conf") }\ninclude "b"', texts)).toEqual(
    new Map([
      [
        'q',
        new Map([
          ['x', 1],
          ['z', 2],
          ['y', 2],
        ]),
      ],
    ]),
  );
  expect(refusal('include file("a.conf")', texts)).toContain('needs an absolute path');
  expect(refusal('include file("/d/loop")', texts)).toContain('nested more than 50 times');
});

test('chains of references that double at each link take few steps', () => {
  const links = Array.from(
    { length: 300 },
    (_, index) => `k${index} = [\${k${index + 1}.0} \${k${index + 1}.0}x]`,
  );
  const doubled = Array.from(
    { length: 20 },
    (_, index) => `a${index} = \${a${index + 1}}\${?n}\${a${index + 1}}`,
  );
  expect(refusal(links.join('\n'))).toBe('unexpected exception');
  expect(String(read([...doubled, 'a20 = x'].join('\n')).get('a0')).length).toBe(2 ** 20);
  const added = Array.from({ length: 150 }, (_, index) => `a += ${index}`);
  expect(read(added.join('\n')).get('a')).toHaveLength(150);
});

test.each([
  ['lists', `a = ${'['.repeat(100_000)}`],
  ['objects', `a = ${'{a:'.repeat(100_000)}`],
  ['keys', `${'a.'.repeat(100_000)}b = 1`],
  ['references', Array.from({ length: 20_000 }, (_, index) => `k${index} = \${k${index + 1}}`).join('\n')],
  ['joined lists', `a = [1]\n${'a = ${a}${a}\n'.repeat(40)}`],
  [
    'shared lists',
    Array.from(
      { length: 40 },
      (_, at) => `k${at} = ${at > 38 ? 1 : `[\${k${at + 1}}, \${k${at + 1}}]`}`,
    ).join('\n'),
  ],
  ['replaced values', `a = 1\n${'a = ${a}${a}\n'.repeat(100)}`],
])('%s that are nested too deeply, or grow too much, are refused', (_, text) => {
  expect(refusal(text)).not.toBe('');
});

test('whatever the text, it is read or refused', () => {
  const noise = fc.constantFrom(
    ...'{}[],=:"$#/\\+.? \nab1-é\0\ud800\ufeff',
    '${',
    '"""',
    'include ',
    'null',
    '+=',
    '\\u',
  );
  const any = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(noise, { maxLength: 40 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(any, (text) => {
      refusal(text);
    }),
    { seed: 7, numRuns: 2000 },
  );
});
