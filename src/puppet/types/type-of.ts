import type { Value } from '../values/value.ts';
import { inferType } from './infer.ts';
import { PRuntimeType } from './runtime-type.ts';
import { PType } from './type.ts';

/** What Puppet takes a parameter for where it expects a type: types are themselves, other values stand for their general type. */
export function typeOfParameter(value: Value): PType {
  if (value instanceof PType) return value;
  return typeof value === 'string' ? new PRuntimeType('ruby', value) : inferType(value).generalize();
}
