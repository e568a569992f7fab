import { expect, test } from 'vitest';
import { exhausted, isExhaustion } from './exhaustion.ts';

/** What ends a recursion that uses a new regular expression each time. */
function overflow(step: number, depth = 0): unknown {
  try {
    return new RegExp(`${step}[a-z]{2,9}${depth}`, 'i').test('text') || overflow(step, depth + 1);
  } catch (error) {
    return error;
  }
}

test('the end of the stack is known as such, in whatever it happens', () => {
  const errors = Array.from({ length: 5 }, (_, step) => overflow(step));
  for (const error of errors) {
    expect(isExhaustion(error), String(error)).toBe(true);
    expect(exhausted(error as Error)).toBe('stack level too deep');
  }
  const names = new Set(errors.map((error) => (error as Error).name));
  expect([...names].every((name) => ['RangeError', 'SyntaxError'].includes(name))).toBe(true);
});

test('a regular expression that is wrong is not', () => {
  expect(isExhaustion(new SyntaxError('Invalid regular expression: /(/: Unterminated group'))).toBe(false);
  expect(exhausted(new RangeError('Invalid string length'))).toBe(
    'value out of range: Invalid string length',
  );
});
