import { createHash } from 'node:crypto';

/** The namespace of placo's identities, in the sense of RFC 9562, section 5.5. */
const namespace = Buffer.from('6fbd8f6d3a0e5a8c9b1f4f0a7c2d5e31', 'hex');

/** The UUID, version 5, of a thing that a path of names identifies: `angers`, `network`, `internal`. */
export function derivedUuid(...path: readonly string[]): string {
  const name = path.map((part) => part.replace(/[\\/]/g, '\\$&')).join('/');
  return uuid5(namespace, name);
}

/** The UUID, version 5, of a name in a namespace of 16 bytes (RFC 9562, section 5.5). */
export function uuid5(space: Uint8Array, name: string): string {
  const hash = createHash('sha1').update(space).update(name).digest().subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
