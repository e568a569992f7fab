import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { installations } from '../installation.ts';
import { environmentCases } from './cases.ts';
import { hieraCases } from './hiera-cases.ts';
import { metadataCases } from './metadata-cases.ts';
import { mutatedHiera } from './mutations.ts';
import { differingEnvironments } from './oracle.ts';

/** The tables are long: each run takes every n-th row of them. */
const sampled = <T>(rows: readonly T[], step: number): T[] => rows.filter((_, index) => index % step === 0);

describe.each(installations)('catalogs, messages and errors equal real Puppet $puppet', (installation) => {
  test.each([
    ['environments at the corners of what is allowed', sampled(environmentCases, 2)],
    ['a hiera.yaml that is wrong', sampled(hieraCases, 5)],
    ['a metadata.json that is wrong', sampled(metadataCases, 2)],
    ['a hiera.yaml with random changes', fc.sample(mutatedHiera, { numRuns: 150, seed: 7 })],
  ])('for %s', (_, cases) => {
    expect(cases.length).toBeGreaterThanOrEqual(150);
    expect(differingEnvironments(cases, installation)).toEqual([]);
  });
});
