import { createHash } from 'node:crypto';

/** The digest of a text in UTF-8, in hexadecimal. */
export function hexDigest(
  algorithm: 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512',
  text: string | Uint8Array,
): string {
  return createHash(algorithm).update(text).digest('hex');
}
