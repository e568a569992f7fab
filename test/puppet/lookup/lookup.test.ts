import { expect, test } from 'vitest';
import { lookupCases } from './cases.ts';
import { answersOf, isSame } from './oracle.ts';

test.each(lookupCases.map((one) => [one.name, one] as const))('%s: the same answers as puppet lookup', async (_, one) => {
  const answers = await answersOf([one]);
  expect(answers.filter((answer) => !isSame(answer))).toEqual([]);
});
