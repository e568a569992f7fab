import { createHash } from 'node:crypto';
import { uuid5 } from '../model/uuid.ts';

/** The namespace of the UUIDs that placo derives; it must never change. */
const namespace = Buffer.from('5f3d0a8e6c1b4f7e9a2d8b4c6e0f1a37', 'hex');

/** A UUIDv5 (RFC 9562) of a guest, the same for ever for the same site and name. */
export function uuidOf(site: string, name: string): string {
  return uuid5(namespace, `${site}/${name}`);
}

/**
 * A MAC address under 52:54:00, the prefix of QEMU's guests, derived from a name and not taken yet; it is added to
 * those taken. With 2^24 addresses a platform of ten thousand guests collides now and then: the next one is tried.
 */
export function macOf(taken: Set<string>, site: string, name: string, index: number): string {
  for (let attempt = 0; ; attempt++) {
    const seed = `${site}/${name}/${index}${attempt === 0 ? '' : `/${attempt}`}`;
    const digits = createHash('sha256').update(seed).digest('hex').slice(0, 6);
    const mac = `52:54:00:${digits.match(/../g)!.join(':')}`;
    if (taken.has(mac)) continue;
    taken.add(mac);
    return mac;
  }
}

/** The Unix user of a website's processes; a long name is shortened to useradd's 32 characters with a digest. */
export function userOf(website: string): string {
  const user = `web-${website.replaceAll('_', '-')}`;
  if (user.length <= 32) return user;
  return `${user.slice(0, 23)}-${createHash('sha256').update(website).digest('hex').slice(0, 8)}`;
}
