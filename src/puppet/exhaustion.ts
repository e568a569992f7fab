/**
 * Whether JavaScript itself could not go on: its stack is exhausted, or a value would be too large. Where the stack ends while
 * a regular expression is used for the first time, V8 calls that one wrong.
 */
export function isExhaustion(error: unknown): error is Error {
  return (
    error instanceof RangeError ||
    (error instanceof SyntaxError && error.message.endsWith(': Stack overflow'))
  );
}

/** What a user is told of it. */
export function exhausted({ message }: Error): string {
  const stack = message.includes('call stack') || message.endsWith(': Stack overflow');
  return stack ? 'stack level too deep' : `value out of range: ${message}`;
}
