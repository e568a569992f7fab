import { PuppetError } from '../error.ts';

let mostSteps = 20_000_000;
let left = mostSteps;

/** How many questions about the types of Variants and aliases may be asked from now on. */
export function limitTypeSteps(steps: number): void {
  mostSteps = steps;
  left = steps;
}

/** One question: types that refer to each other can ask more of them than there are atoms. */
export function countTypeStep(): void {
  if (--left < 0) throw new PuppetError(`types compared in more than ${mostSteps} steps`);
}
