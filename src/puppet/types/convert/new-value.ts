import type { PCallable, Value } from '../../values/value.ts';
import { assertInstance } from '../assert.ts';
import { PInitType } from '../init-type.ts';
import type { PType } from '../type.ts';
import { construct, constructorOf } from './constructors.ts';

/** `T.new(args)`, checked to be a T; a single argument that is one already is given back; throws a PuppetError. */
export function newValue(type: PType, args: readonly Value[], block?: PCallable | null): Value {
  const [only] = args;
  if (args.length === 1 && !(type instanceof PInitType) && type.isInstance(only!)) return only!;
  const made = construct(constructorOf(type), args);
  assertInstance(`Converted value from ${type}.new()`, type, made);
  return block ? block.call([made]) : made;
}
