import type { PHash } from '../../values/value.ts';
import { defineFunction } from '../api.ts';

/** The keys of a hash. */
export const keys = defineFunction('keys', [
  { signature: 'Hash hsh', run: (_, [hash]) => [...(hash as PHash).keys()] },
]);

/** The values of a hash. */
export const values = defineFunction('values', [
  { signature: 'Hash hsh', run: (_, [hash]) => [...(hash as PHash).values()] },
]);
