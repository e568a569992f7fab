import type { LiteralFloat, LiteralInteger } from '../ast.ts';

/** The literal of a number's text: decimal, `0x` hexadecimal, octal with a leading 0, or a float. */
export function literalNumber(offset: number, length: number, text: string): LiteralInteger | LiteralFloat {
  if (/^0[xX]/.test(text)) return integer(offset, length, BigInt(text), 16);
  if (/[.eE]/.test(text)) return { kind: 'LiteralFloat', offset, length, value: Number(text) };
  if (text.length > 1 && text.startsWith('0')) return integer(offset, length, BigInt(`0o${text}`), 8);
  if (text.length < 16) return { kind: 'LiteralInteger', offset, length, value: Number(text), radix: 10 };
  return integer(offset, length, BigInt(text), 10);
}

function integer(offset: number, length: number, big: bigint, radix: 8 | 10 | 16): LiteralInteger {
  const value = big <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(big) : big;
  return { kind: 'LiteralInteger', offset, length, value, radix };
}
