import { PuppetError } from '../../error.ts';

/** Throws a PuppetError; an expression, so that it can stand where a value is missing. */
export function fail(message: string): never {
  throw new PuppetError(message);
}
