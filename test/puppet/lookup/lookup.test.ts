import { expect, test } from 'vitest';
import { installations } from '../installation.ts';
import { brokenCases, lookupCases } from './cases.ts';
import { answersOf, isSame } from './oracle.ts';

test.each(installations)(
  'values, explanations, warnings and exit codes are those of Puppet $puppet',
  async (installation) => {
    const answers = await answersOf([...lookupCases, ...brokenCases], installation);
    expect(answers.length).toBeGreaterThan(480);
    expect(answers.filter((answer) => !isSame(answer))).toEqual([]);
  },
);
