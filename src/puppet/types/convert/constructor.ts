import type { Value } from '../../values/value.ts';
import type { Signature } from '../mismatch/signatures.ts';
import { parseSignature } from '../signature.ts';

/** One way of making an instance. Arguments arrive checked. */
export interface Conversion {
  signature: () => Signature;
  run: (...args: Value[]) => Value;
}

/** Arguments for which the failure is explained in words of its own. */
export interface Mismatch {
  signature: () => Signature;
  explain: (...args: Value[]) => string;
}

/** How instances of a type are made. `name` is what messages call the function. */
export interface Constructor {
  name: string;
  conversions: readonly Conversion[];
  mismatches?: readonly Mismatch[];
}

/** A conversion with a signature as in `Dispatch` of the functions: `String from, ?Boolean escape`. */
export function conversion(
  text: string,
  run: Conversion['run'],
  aliases: Record<string, string> = {},
): Conversion {
  return { signature: lazySignature(text, aliases), run };
}

/** An explanation for arguments of that signature. */
export function mismatch(
  text: string,
  explain: Mismatch['explain'],
  aliases: Record<string, string> = {},
): Mismatch {
  return { signature: lazySignature(text, aliases), explain };
}

function lazySignature(text: string, aliases: Record<string, string>): () => Signature {
  let signature: Signature | undefined;
  return () => {
    signature ??= parseSignature(text, aliases);
    return signature;
  };
}

/** A value made once. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
