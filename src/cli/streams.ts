import { fstatSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';

/** Whether somebody sits at a standard stream; what makes terminals work is only loaded for what may be one. */
export function isTerminal(descriptor: 0 | 1 | 2): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice() && isatty(descriptor);
  } catch {
    return false;
  }
}

/**
 * Writes to standard output or error, without what Node loads for its own stream, until the reader is slower than we
 * are and does not let us wait: then by that stream, which `node` gives.
 */
export function standardWriter(descriptor: 1 | 2, node: () => NodeJS.WriteStream): (text: string) => void {
  let stream: NodeJS.WriteStream | undefined;
  return (text) => {
    const rest = stream === undefined ? writeNow(descriptor, Buffer.from(text)) : Buffer.from(text);
    if (rest.length === 0) return;
    stream ??= node().on('error', fail);
    stream.write(rest);
  };
}

/** Writes what can be written at once; the rest is returned. */
function writeNow(descriptor: number, bytes: Uint8Array): Uint8Array {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(descriptor, rest));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') fail(error as NodeJS.ErrnoException);
  }
  return rest;
}

/** Who read our output has read enough, as `placo list | head` does. */
function fail(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  throw error;
}
