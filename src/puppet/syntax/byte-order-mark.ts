import { PuppetError } from '../error.ts';

/** The marks that Puppet knows, longer ones before their beginnings. */
const marks: readonly (readonly [string, readonly number[]])[] = [
  ['UTF-32', [0x00, 0x00, 0xfe, 0xff]],
  ['UTF-32', [0xff, 0xfe, 0x00, 0x00]],
  ['UTF-EBCDIC', [0xdd, 0x73, 0x66, 0x73]],
  ['GB-18030', [0x84, 0x31, 0x95, 0x33]],
  ['UTF-8', [0xef, 0xbb, 0xbf]],
  ['UTF-1', [0xf7, 0x64, 0x4c]],
  ['SCSU', [0x0e, 0xfe, 0xff]],
  ['BOCU', [0xfb, 0xee, 0x28]],
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
];

/** Refuses a text that starts with a byte order mark, which Puppet does not skip. */
export function assertNoByteOrderMark(text: string): void {
  if (text.charCodeAt(0) === 0xfeff) throw illegalMark('UTF-8', [0xef, 0xbb, 0xbf]);
}

/** Refuses bytes that start with a byte order mark of any encoding. */
export function assertNoMark(bytes: Uint8Array): void {
  for (const [encoding, mark] of marks)
    if (mark.every((byte, index) => bytes[index] === byte)) throw illegalMark(encoding, mark);
}

function illegalMark(encoding: string, mark: readonly number[]): PuppetError {
  const shown = mark.map((byte) => byte.toString(16).toUpperCase()).join(' ');
  const message = `Illegal ${encoding} Byte Order mark at beginning of input: [${shown}] - remove these from the puppet source`;
  return new PuppetError(message, {}, 'ILLEGAL_BOM');
}
