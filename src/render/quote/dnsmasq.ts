import { Inexpressible, type Language } from './language.ts';

/**
 * Configuration of dnsmasq: arguments end at commas. Between double quotes a comma is one of the value's characters, and
 * a backslash comes before a quote and a backslash. Source: dnsmasq(8), "Configuration file", and observed.
 */
export const dnsmasq: Language = { name: 'dnsmasq configuration', quote, helpers: { ipv6 } };

function quote(value: string): string {
  if (/\p{Cc}/u.test(value))
    throw new Inexpressible(dnsmasq.name, value, 'a value cannot hold a control character');
  return /^[\w./:@-]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** IPv6 addresses stand in brackets where an IPv4 address could stand too. */
function ipv6(value: string): string {
  if (!/^[\da-f:.]+$/.test(value)) throw new Inexpressible(dnsmasq.name, value, 'this is no IPv6 address');
  return `[${value}]`;
}
