import { PBinary, type Value } from '../values/value.ts';
import { PType } from './type.ts';

/** `Binary`. */
export class PBinaryType extends PType {
  readonly name = 'Binary';
  isInstance(value: Value): boolean {
    return value instanceof PBinary;
  }
  accepts(other: PType): boolean {
    return other instanceof PBinaryType;
  }
  format(): string {
    return this.name;
  }
}

export const binaryType = new PBinaryType();
