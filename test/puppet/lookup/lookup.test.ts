import { expect, test } from 'vitest';
import { brokenCases, lookupCases } from './cases.ts';
import { answersOf, isSame } from './oracle.ts';

test('values, explanations, warnings and exit codes are those of puppet lookup', async () => {
  const answers = await answersOf([...lookupCases, ...brokenCases]);
  expect(answers.length).toBeGreaterThan(480);
  expect(answers.filter((answer) => !isSame(answer))).toEqual([]);
});
