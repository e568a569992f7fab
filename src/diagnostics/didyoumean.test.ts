import { expect, test } from 'vitest';
import { didYouMean } from './didyoumean.ts';

test.each([
  ['memry', ['memory', 'cores'], "did you mean 'memory'?"],
  ['Memory', ['memory'], "did you mean 'memory'?"],
  ['hv21', ['hv12', 'nfs1'], "did you mean 'hv12'?"],
  ['nfs', ['homes', 'mailboxes'], undefined],
  ['hv3', ['hv1', 'hv2'], "did you mean 'hv1'?"],
  ['x', [], undefined],
])('%s among %j', (word, known, hint) => {
  expect(didYouMean(word, known)).toBe(hint);
});
