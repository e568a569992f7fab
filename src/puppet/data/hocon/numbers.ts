import { normalizeInteger } from '../../values/integer.ts';
import { PFloat, type Value } from '../../values/value.ts';

const float = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const integer = /^(-?)(?:0([0-7]+)|(0|[1-9]\d*))$/;

/**
 * A number as Ruby's Integer() and Float() read it: a leading zero is octal, and what has no fraction is an integer.
 * Undefined for other texts, 'infinite' for what no float can be.
 */
export function readNumber(text: string): Value | 'infinite' | undefined {
  if (/[.eE]/.test(text)) return float.test(text) ? readFloat(Number(text)) : undefined;
  const found = integer.exec(text);
  if (found === null) return undefined;
  const size = BigInt(found[2] === undefined ? found[3]! : `0o${found[2]}`);
  return normalizeInteger(found[1] === '-' ? -size : size);
}

function readFloat(value: number): Value | 'infinite' {
  if (!Number.isFinite(value)) return 'infinite';
  return Number.isInteger(value) ? normalizeInteger(BigInt(value)) : new PFloat(value);
}
