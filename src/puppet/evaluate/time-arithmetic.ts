import { PuppetError } from '../error.ts';
import type { ArithmeticExpression } from '../syntax/ast.ts';
import { normalizeInteger } from '../values/integer.ts';
import { PFloat, PTimespan, PTimestamp } from '../values/value.ts';
import type { Numeric } from './arithmetic.ts';

type Time = PTimespan | PTimestamp;
type Result = Numeric | Time;

/** Arithmetic of which one side is a Timespan or Timestamp; undefined when the operator has no meaning for it. */
export function timeArithmetic(
  operator: ArithmeticExpression['operator'],
  left: Numeric | Time,
  right: Numeric | Time,
): Result | undefined {
  if (!isTime(left)) return withNumberFirst(operator, left, right as Time);
  if (left instanceof PTimestamp) return timestampOperation(operator, left, right);
  return timespanOperation(operator, left, right);
}

function isTime(value: Numeric | Time): value is Time {
  return value instanceof PTimespan || value instanceof PTimestamp;
}

function withNumberFirst(operator: string, left: Numeric, right: Time): Result | undefined {
  const span = right instanceof PTimespan;
  if (operator === '+' || (operator === '*' && span)) return timeArithmetic(operator, right, left);
  if (operator === '-' && span) return new PTimespan(seconds(left) - right.nsecs);
  return undefined;
}

function timestampOperation(operator: string, left: PTimestamp, right: Numeric | Time): Result | undefined {
  if (operator === '+') {
    if (right instanceof PTimestamp) throw new PuppetError('A Timestamp cannot be added to a Timestamp');
    return new PTimestamp(left.nsecs + amount(right));
  }
  if (operator !== '-') return undefined;
  if (right instanceof PTimestamp) return new PTimespan(left.nsecs - right.nsecs);
  return new PTimestamp(left.nsecs - amount(right));
}

function timespanOperation(operator: string, left: PTimespan, right: Numeric | Time): Result | undefined {
  switch (operator) {
    case '+':
      if (right instanceof PTimestamp) return new PTimestamp(left.nsecs + right.nsecs);
      return new PTimespan(left.nsecs + amount(right));
    case '-':
      if (right instanceof PTimestamp)
        throw new PuppetError('A Timestamp cannot be subtracted from a Timespan');
      return new PTimespan(left.nsecs - amount(right));
    case '*':
      if (isTime(right)) throw new PuppetError(`A Timestamp cannot be multiplied by ${label(right)}`);
      return new PTimespan(scaled(left.nsecs, right));
    case '/':
      return divided(left, right);
    case '%':
      return remainder(left, right);
    default:
      return undefined;
  }
}

function divided(left: PTimespan, right: Numeric | Time): Result {
  if (right instanceof PTimespan) return new PFloat(Number(left.nsecs) / Number(right.nsecs));
  if (right instanceof PTimestamp) throw new PuppetError('A Timespan cannot be divided by a Timestamp');
  if (right instanceof PFloat) return new PTimespan(BigInt(Math.floor(Number(left.nsecs) / right.value)));
  return new PTimespan(floorDivide(left.nsecs, BigInt(right)));
}

function remainder(left: PTimespan, right: Numeric | Time): Result {
  if (isTime(right)) throw new PuppetError(`Can not do modulus on a Timespan using a ${label(right)}`);
  if (right instanceof PFloat) {
    const value = Number(left.nsecs) / 1e9;
    return new PFloat(value - Math.floor(value / right.value) * right.value);
  }
  const whole = floorDivide(left.nsecs, 1_000_000_000n);
  const divisor = BigInt(right);
  return normalizeInteger(whole - floorDivide(whole, divisor) * divisor);
}

function label(value: Time): string {
  return value instanceof PTimespan ? 'a Timespan' : 'a Timestamp';
}

function amount(value: Numeric | PTimespan): bigint {
  return value instanceof PTimespan ? value.nsecs : seconds(value);
}

function seconds(value: Numeric): bigint {
  return scaled(1_000_000_000n, value);
}

function scaled(nsecs: bigint, factor: Numeric): bigint {
  if (factor instanceof PFloat) return BigInt(Math.trunc(Number(nsecs) * factor.value));
  return nsecs * BigInt(factor);
}

function floorDivide(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new PuppetError('divided by 0');
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
