import { fullMessage, PuppetError, type PuppetPlace } from '../error.ts';

/** An error of a lookup: it never gets the place of the expression that asked. */
export class LookupError extends PuppetError {
  /** The name of the issue where Puppet has one: such errors pass the global layer unchanged. */
  readonly issue: string | undefined;
  constructor(message: string, place: PuppetPlace = {}, issue?: string) {
    super(message, place, 'LOOKUP_ERROR');
    this.issue = issue;
  }
}

/** Arguments that a function does not take: in Ruby no error of Puppet, so that no lookup makes one of its own of it. */
export const wrongArguments = 'WRONG_ARGUMENTS';

/** What an error becomes when it leaves a source of data. */
export function asLookupError(error: unknown): unknown {
  if (!(error instanceof PuppetError) || error.code === 'LOOKUP_ERROR' || error.code === wrongArguments)
    return error;
  return new LookupError(fullMessage(error));
}
