import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeHash } from '../values/keys.ts';
import { PFloat, type Value } from '../values/value.ts';
import { valueJson } from './json.ts';

test('texts are written as JSON.stringify writes them', () => {
  const awkward = [
    '',
    ' ',
    '"',
    '\\',
    '\u0000',
    '\u001f',
    '\u007f',
    '\u2028',
    '\ud800',
    'a\udc00b',
    '😀',
    'é\n',
  ];
  for (const text of awkward) expect(valueJson(text)).toBe(JSON.stringify(text));
  const texts = fc.string({ unit: 'binary' });
  fc.assert(fc.property(texts, (text) => valueJson(text) === JSON.stringify(text)));
});

test('numbers are exact, floats as Ruby prints them, keys in the order of the hash', () => {
  const value: Value = makeHash([
    ['b', 12345678901234567890n],
    ['1', [new PFloat(1), new PFloat(1e100), -3, null, true]],
    ['a"', makeHash()],
  ]);
  expect(valueJson(value)).toBe('{"b":12345678901234567890,"1":[1.0,1.0e+100,-3,null,true],"a\\"":{}}');
});
