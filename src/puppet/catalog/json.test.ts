import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeHash } from '../values/keys.ts';
import { PFloat, type Value } from '../values/value.ts';
import { Names, valueJson } from './json.ts';
import { mergeTags } from './tags.ts';

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

const tags = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd"', 'é', 'a::b', ''), { maxLength: 7 });

test('lists of tags are written whole, whatever they share with the one before', () => {
  fc.assert(
    fc.property(fc.array(tags), (lists) => {
      const names = new Names({ colon: ':', comma: ',' });
      for (const list of lists) expect(`[${names.tags(list)}]`).toBe(JSON.stringify(list));
    }),
  );
});

test('tags of a container are added once, behind those that are there', () => {
  const many = Array.from({ length: 60 }, (_, index) => `t${index}`);
  const own = fc.oneof(tags, fc.constant(many));
  fc.assert(
    fc.property(own, fc.oneof(tags, fc.constant(['z', ...many])), (before, others) => {
      const merged = [...before];
      mergeTags(merged, others);
      expect(merged).toEqual([...new Set([...before, ...others])]);
    }),
  );
});
