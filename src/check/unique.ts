import type { Place } from '../diagnostics/diagnostic.ts';
import type { Finding, Subject } from './rule.ts';

/** A claim on something that can have one owner only. */
export interface Claim {
  readonly subject: Subject;
  /** Who claims it, for the message. */
  readonly owner: string;
  readonly place: Place;
  /** What must be unique, compared as it is. */
  readonly key: string;
  /** Where it must be unique, when that is not everywhere. */
  readonly scope?: string;
}

/** Reports every claim on a key that an earlier claim already has, and points at the first. */
export function* duplicateClaims(claims: Iterable<Claim>, what: string, hint?: string): Generator<Finding> {
  const first = new Map<string, Claim>();
  for (const claim of claims) {
    const earlier = first.get(inScope(claim));
    if (!earlier) first.set(inScope(claim), claim);
    else
      yield {
        subject: claim.subject,
        message: `${what} ${claim.key} of ${claim.owner} already belongs to ${earlier.owner}`,
        place: claim.place,
        hint,
        related: [{ place: earlier.place, message: `${earlier.owner} has it here` }],
      };
  }
}

function inScope(claim: Claim): string {
  return `${claim.scope ?? ''} ${claim.key}`;
}
