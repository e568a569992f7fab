import { PuppetError } from '../error.ts';

/** Refuses a text that starts with a byte order mark, which Puppet does not skip. */
export function assertNoByteOrderMark(text: string): void {
  if (text.charCodeAt(0) !== 0xfeff) return;
  const message =
    'Illegal UTF-8 Byte Order mark at beginning of input: [EF BB BF] - remove these from the puppet source';
  throw new PuppetError(message, {}, 'ILLEGAL_BOM');
}
