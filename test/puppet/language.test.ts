import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Comparison, differences } from './compile-oracle.ts';
import { programs } from './generate/programs.ts';
import { shrink } from './generate/shrink.ts';
import { tables } from './generate/tables.ts';

const CASES = fileURLToPath(new URL('./language/', import.meta.url));

/** Tables are long: each run takes every n-th row of them. */
const STEP = 5;

/** The smallest program found that still differs. */
function smallest({ source }: Comparison): Comparison | undefined {
  const small = shrink(source, (candidates) => {
    const different = new Set(differences(candidates).map((each) => each.source));
    return candidates.map((candidate) => different.has(candidate));
  });
  return differences([small])[0];
}

describe('catalogs, messages and errors equal real Puppet', () => {
  test.each(readdirSync(CASES))('of %s', (file) => {
    const sources = readFileSync(CASES + file, 'utf8')
      .trimEnd()
      .split('\n===\n');
    expect(differences(sources)).toEqual([]);
  });

  test('of operators, accesses, conversions, formats and type tests', () => {
    const rows = tables().filter((_, index) => index % STEP === 0);
    expect(rows.length).toBeGreaterThan(1000);
    expect(differences(rows.map(({ source }) => source))).toEqual([]);
  });

  test('of random programs', () => {
    expect(differences(programs(150, 1)).slice(0, 1).map(smallest)).toEqual([]);
  });
});
