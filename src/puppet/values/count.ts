import { PuppetError } from '../error.ts';

/** Elements that a value may be made of at once. */
const mostElements = 10_000_000;

/** The count, where so many elements may be made; throws a PuppetError where they are too many. */
export function checkedCount(count: number): number {
  if (count > mostElements) throw new PuppetError(`collection of more than ${mostElements} elements`);
  return count;
}
