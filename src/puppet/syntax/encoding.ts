import { PuppetError } from '../error.ts';
import type { Files } from '../files.ts';
import { assertNoMark } from './byte-order-mark.ts';

/** Whether a decoded text may come of bytes that are no UTF-8, so that these must be looked at. */
const isSuspicious = (text: string): boolean => text.includes('\ufffd');

/** Refuses the file of a text if it starts with a byte order mark of any encoding. */
export function assertFileWithoutMark(text: string, path: string, files: Files): void {
  const bytes = isSuspicious(text) ? files.readBytes(path) : undefined;
  if (bytes !== undefined) assertNoMark(bytes);
}

/** Refuses the file of a text if it is no UTF-8, in Ruby's words. */
export function assertFileIsUtf8(text: string, path: string, files: Files): void {
  if (!isSuspicious(text)) return;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(files.readBytes(path));
  } catch {
    throw new PuppetError('invalid byte sequence in UTF-8');
  }
}
