import fc from 'fast-check';
import { expect, test } from 'vitest';
import { puppet7 } from '../installation.ts';
import { randomCase } from './generate.ts';
import { type Answers, answersOf, isSame } from './oracle.ts';

/** Whether an exception of Ruby ended the real one, which is none of Puppet's errors. */
const died = ({ real }: Answers): boolean => real.err.includes('undefined method');

test('lookups in random hierarchies are those of puppet lookup', async () => {
  const answers = await answersOf(fc.sample(randomCase, { numRuns: 30, seed: 20_240_702 }), puppet7);
  const differing = answers.filter((answer) => !isSame(answer) && !died(answer));
  expect(answers.length).toBeGreaterThan(120);
  expect(answers.filter(({ real }) => real.code === 0).length).toBeGreaterThan(25);
  expect(differing.sort((a, b) => a.lookup.length - b.lookup.length)).toEqual([]);
});
