import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences as compiledDifferently } from '../compile-oracle.ts';
import { shrink } from '../generate/shrink.ts';
import { installations } from '../installation.ts';
import { documents } from './documents.ts';
import { document, mutant } from './generate.ts';
import { isSame, type Readings, readingsOf } from './oracle.ts';

/** What differs, the smallest text that does being found for the first. */
function differences(texts: readonly string[]): Readings[] {
  const found = readingsOf(texts).filter((readings) => !isSame(readings));
  if (found.length === 0) return [];
  const smallest = shrink(found[0]!.text, (candidates) => readingsOf(candidates).map((one) => !isSame(one)));
  return [...readingsOf([smallest]), ...found];
}

test('documents right and wrong give the values and errors of the gem', () => {
  expect(documents.length).toBeGreaterThan(300);
  expect(differences(documents)).toEqual([]);
});

test.each([
  ['with references to one another', document],
  ['of which something was broken', mutant],
])('random documents %s give the values and errors of the gem', (_, arbitrary) => {
  expect(differences(fc.sample(arbitrary, { numRuns: 1000, seed: 20_240_701 }))).toEqual([]);
});

const texts = ['a = ${b}\nb = [1, 2.50, x y]', 'a = ${b}', 'a = [1', 'a = [1]2', '[1]', 'a..b = 1', ''];
const defaults = ['', ', undef', ", 'd'", ', 1, 2'];

test.each(installations)('parsehocon for Puppet $puppet gives what stdlib does', (installation) => {
  const name = installation.puppet === 7 ? 'parsehocon' : 'stdlib::parsehocon';
  const calls = [
    "'a'",
    'undef',
    '1',
    ...texts.map((text) => JSON.stringify(text).replaceAll('$', '\\$')),
  ].flatMap((text) => defaults.map((rest) => `notice(${name}(${text}${rest}))\n`));
  expect(compiledDifferently(calls, installation)).toEqual([]);
});
