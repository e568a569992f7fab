import { expect, test } from 'vitest';
import { didYouMean } from './didyoumean.ts';

test.each([
  ['memroy', ['memory', 'cores'], "did you mean 'memory'?"],
  ['Debian12', ['debian12', 'debian13'], "did you mean 'debian12' or 'debian13'?"],
  ['nfs3', ['nfs1', 'nfs2', 'infra1'], "did you mean 'nfs1' or 'nfs2'?"],
  ['zebra', ['memory', 'cores'], undefined],
  ['', ['memory'], undefined],
])('%s among %j', (word, known, hint) => expect(didYouMean(word, known)).toBe(hint));
