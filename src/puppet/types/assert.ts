import { PuppetError } from '../error.ts';
import type { Value } from '../values/value.ts';
import { inferSet } from './infer.ts';
import { describeMismatch } from './mismatch/index.ts';
import type { PType } from './type.ts';

/** The value, if it is an instance; else throws `subject has wrong type, expects ...`. */
export function assertInstance(subject: string, expected: PType, value: Value): Value {
  if (expected.isInstance(value)) return value;
  throw new PuppetError(describeMismatch(`${subject} has wrong type,`, expected, inferSet(value)));
}
