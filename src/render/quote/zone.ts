import { Inexpressible, type Language } from './language.ts';

/** Zone files: a name without a final dot would be continued with the zone's, so every name gets one. Source: RFC 1035, 5.1. */
export const zone: Language = { name: 'DNS zone', quote: zoneName };

/** A domain name in full, as a zone file holds it; what means something else there is written as `\DDD`. */
export function zoneName(name: string): string {
  const labels = name.split('.');
  const wrong = labels.find((label) => label === '' || Buffer.byteLength(label) > 63);
  if (wrong !== undefined || Buffer.byteLength(name) > 253)
    throw new Inexpressible(zone.name, name, 'labels have 1 to 63 bytes, and a name 253 at most');
  return `${labels.map(label).join('.')}.`;
}

/** A mail address as the SOA record holds it: the part before the @ is one label, its dots included (RFC 1035, 8). */
export function zoneMailbox(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 1) throw new Inexpressible(zone.name, address, 'this is no mail address');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (Buffer.byteLength(local) > 63)
    throw new Inexpressible(zone.name, address, 'the part before the @ has 63 bytes at most');
  return `${label(local)}.${zoneName(domain)}`;
}

function label(text: string): string {
  return /^[\w-]+$/.test(text) ? text : [...Buffer.from(text)].map(byte).join('');
}

function byte(code: number): string {
  const character = String.fromCharCode(code);
  return /[\w-]/.test(character) ? character : `\\${String(code).padStart(3, '0')}`;
}
