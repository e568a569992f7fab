import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { placeOfRange, type Source } from './source.ts';

/** The largest source file, in bytes. */
export const largestFile = 1024 * 1024;

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes a file as UTF-8, without its byte order mark, or says where it is not text. */
export function decode(file: string, bytes: Uint8Array): Source | Diagnostic {
  if (bytes.length > largestFile) return tooLarge(file);
  const text = decodeUtf8(bytes);
  if (text === undefined) return notUtf8(file, bytes);
  const source = { file, text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text };
  return firstControl(source) ?? source;
}

/** The diagnostic of a file that is larger than any real source. */
export function tooLarge(file: string): Diagnostic {
  const message = `The file is larger than ${largestFile / 1024 / 1024} MiB.`;
  const hint = 'a source file describes one site, guest or website; divide it';
  return {
    code: 'read/limit',
    severity: 'error',
    message,
    hint,
    place: placeOfRange({ file, text: '' }, 0, 0),
  };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

function notUtf8(file: string, bytes: Uint8Array): Diagnostic {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const before = new TextDecoder().decode(bytes.subarray(0, validLength(bytes)), { stream: true });
  return {
    code: 'read/encoding',
    severity: 'error',
    message: utf16 ? 'The file is UTF-16.' : 'The file is not valid UTF-8 from here on.',
    place: placeOfRange({ file, text: before }, before.length, before.length),
    hint: 'save it as UTF-8',
  };
}

/** How many bytes at the beginning are valid UTF-8, by bisection: a prefix of valid text stays valid. */
function validLength(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isValidPrefix(bytes.subarray(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

function isValidPrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function firstControl(source: Source): Diagnostic | undefined {
  const at = source.text.search(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/);
  if (at < 0) return undefined;
  const code = source.text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  const message = `The file holds the control character U+${code}, which YAML does not allow.`;
  const hint = 'remove it, or write it as an escape in double quotes';
  return { code: 'read/encoding', severity: 'error', message, hint, place: placeOfRange(source, at, at + 1) };
}
