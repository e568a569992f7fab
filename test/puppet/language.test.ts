import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Comparison, differences } from './compile-oracle.ts';
import { features } from './generate/features.ts';
import { programs } from './generate/programs.ts';
import { shrink } from './generate/shrink.ts';
import { tables } from './generate/tables.ts';
import { type Installation, installations } from './installation.ts';

const CASES = fileURLToPath(new URL('./language/', import.meta.url));

/** Tables are long: each run takes every n-th row of them. */
const STEP = 5;

/** The smallest program found that still differs. */
function smallest({ source }: Comparison, installation: Installation): Comparison | undefined {
  const small = shrink(source, (candidates) => {
    const different = new Set(differences(candidates, installation).map((each) => each.source));
    return candidates.map((candidate) => different.has(candidate));
  });
  return differences([small], installation)[0];
}

describe.each(installations)('catalogs, messages and errors equal real Puppet $puppet', (installation) => {
  test.each(readdirSync(CASES))('of %s', (file) => {
    const sources = readFileSync(CASES + file, 'utf8')
      .trimEnd()
      .split('\n===\n');
    expect(differences(sources, installation)).toEqual([]);
  });

  test('of operators, accesses, conversions, formats and type tests', () => {
    const rows = tables().filter((_, index) => index % STEP === 0);
    expect(rows.length).toBeGreaterThan(1000);
    expect(
      differences(
        rows.map(({ source }) => source),
        installation,
      ),
    ).toEqual([]);
  });

  test('of random programs', () => {
    const [first] = differences(programs(150, 1), installation);
    expect(first && smallest(first, installation)).toBeUndefined();
  });

  test('of random definitions that meet', () => {
    const [first] = differences(features(120, 5), installation);
    expect(first && smallest(first, installation)).toBeUndefined();
  });
});
