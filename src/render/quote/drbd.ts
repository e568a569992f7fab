import { Inexpressible, type Language } from './language.ts';

/** Words of drbd.conf(5): bare, or in double quotes, in which nothing is escaped. Source: drbd-utils, drbdadm_scanner.fl. */
export const drbd: Language = { name: 'drbd.conf(5)', quote, helpers: { comment, bracketed } };

function quote(value: string): string {
  if (/["\\\p{Cc}]/u.test(value) || value === '' || Buffer.byteLength(value) > 255)
    throw new Inexpressible(
      drbd.name,
      value,
      "a word holds no '\"', '\\' or control character, and has 1 to 255 bytes",
    );
  return /^[A-Za-z0-9_./:-]+$/.test(value) ? value : `"${value}"`;
}

function comment(value: string): string {
  return value.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

/** An IPv6 address as drbd.conf has it, so that its colons are not the port's. */
function bracketed(address: string): string {
  if (!/^[0-9a-f:.]+$/.test(address)) throw new Inexpressible(drbd.name, address, 'that is no IPv6 address');
  return `[${address}]`;
}
