import { RubyLimitError } from './errors.ts';

const mostVisits = 5_000_000;
let left = mostVisits;

/** Lets the next template or function visit arrays and hashes from zero. */
export function resetVisits(): void {
  left = mostVisits;
}

/** One array or hash is printed, compared or copied: those that share parts may be larger than memory. */
export function countVisit(): void {
  if (--left < 0) throw new RubyLimitError(`a template may visit ${mostVisits} arrays and hashes`, 0);
}
