import type { PObject } from '../values/value.ts';
import { PType } from './type.ts';

/** `Object[{...}]`: a type with attributes and functions, whose instances are PObject. */
export abstract class PObjectType extends PType {
  /** A text equal for equal instances, undefined when they are only equal to themselves. */
  abstract instanceKey(instance: PObject): string | undefined;
}
