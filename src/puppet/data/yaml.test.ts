import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PFloat } from '../values/value.ts';
import { readPlainJson } from './plain-json.ts';
import { readAnyYaml, readYaml } from './yaml.ts';

const facts = new URL('../../../test/puppet/fixtures/corpus/facts/web01.example.com.json', import.meta.url);

/** What either reader makes of a text, or that it refuses it. */
function outcome(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch {
    return 'refused';
  }
}

function expectAgreement(text: string): void {
  const plain = readPlainJson(text);
  if (plain !== undefined) expect({ value: plain }).toEqual(outcome(() => readAnyYaml(text, 'x.yaml')));
}

test('facts are read in the short way, to what the long one gives', () => {
  const text = readFileSync(facts, 'utf8');
  const plain = readPlainJson(text);
  expect(plain).toBeInstanceOf(Map);
  expect(plain).toEqual(readAnyYaml(text, 'x.json'));
});

test.each([
  ['{"a":1}', new Map([['a', 1]])],
  ['{}', new Map()],
  ['[]\n', []],
  ['[1.0, -0.25]', [new PFloat(1), new PFloat(-0.25)]],
  ['[ true, false , null, -7, 0, "" ]', [true, false, null, -7, 0, '']],
  [
    '{\n "a": {\n  "b": ["x y", "\\"\\\\\\/\\n\\t"]\n }\n}\n',
    new Map([['a', new Map([['b', ['x y', '"\\/\n\t']]])]]),
  ],
  ['{"é": "日本 # : - {"}', new Map([['é', '日本 # : - {']])],
  ['{"yes": "no", "1": "1", "a" : "~"}', new Map(Object.entries({ 1: '1', yes: 'no', a: '~' }))],
])('%j is plain', (text, value) => {
  expect(readPlainJson(text)).toEqual(value);
  expect(readAnyYaml(text, 'x.yaml')).toEqual(value);
});

test.each([
  ...['a: 1', ' {}', '"a"', '', '# {}', '{} x', '{"a": 1,}', '[1 2]', '{"a" 1}', '{"a":1 "b":2}', '[,1]'],
  ...['[1.5e3]', '[1e3]', '[1.]', '[.5]', '[01.5]', '[012]', '[-0]', '[1_000]', '[1:30]', '[1:30.5]'],
  ...['[12345678901234567890]', '[2001-01-01]', '[1.2.3]', '[truex]', '{"a": 1', '["a', '[1]]', '[yes]'],
  ...['{"a": 1, "a": 2}', '{"<<": {"a": 1}}', '["\\u0041"]', '["\\x41"]', '["a\tb"]', '["a\nb"]'],
  ...['{"a"\n: 1}', '{a: 1}', `${'['.repeat(200)}${']'.repeat(200)}`],
])('%j is left to the reader of all of YAML', (text) => {
  expect(readPlainJson(text)).toBeUndefined();
});

test('whatever is read in the short way, the long one reads the same', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(3), (json, indent) =>
      expectAgreement(JSON.stringify(JSON.parse(json), undefined, indent)),
    ),
  );
  const piece = fc.constantFrom(
    ...['{', '}', '[', ']', ',', ':', ' ', '\n', '"', '"a"', '"<<"', '#', '1', '-', '.', 'e', 'true', 'null'],
    ...['\\', '\\n', '&a', '*a', '!', '"b":', '\t', '\r', '\u0085', '\ufeff', '\u2028'],
  );
  const broken = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.constantFrom('{', '['), broken, fc.constantFrom('}', ']', ''), (open, inner, close) =>
      expectAgreement(`${open}${inner}${close}`),
    ),
    { numRuns: 2000 },
  );
});

test.each(['a: 1.0', 'a: 1.0e+0', '{"a": 1.0}'])('whole floats stay floats, as in Ruby: %s', (text) => {
  expect(readYaml(text, 'x.yaml')).toEqual(new Map([['a', new PFloat(1)]]));
});
