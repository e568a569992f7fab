import { addressValue, familyOf, formatAddress, prefixLength } from '../../model/ip.ts';
import type { Address, Prefix } from '../../model/platform.ts';

/** An address as a name below in-addr.arpa or ip6.arpa (RFC 1035, 3.5; RFC 3596, 2.5). */
export function reverseName(address: Address): string {
  return digits(address).reverse().join('.') + suffix(address);
}

/**
 * The zone that holds an address of a network, the largest that cuts at an octet or a nibble and is within the network;
 * a network smaller than 256 addresses shares the zone of the /24 around it.
 */
export function reverseZone(address: Address, prefix: Prefix): string {
  const step = familyOf(address) === 4 ? 8 : 4;
  const length = Math.min(Math.ceil(prefixLength(prefix) / step), digits(address).length - 1);
  return digits(address).slice(0, length).reverse().join('.') + suffix(address);
}

function digits(address: Address): string[] {
  if (familyOf(address) === 4) return formatAddress({ family: 4, value: addressValue(address) }).split('.');
  return [...addressValue(address).toString(16).padStart(32, '0')];
}

function suffix(address: Address): string {
  return familyOf(address) === 4 ? '.in-addr.arpa' : '.ip6.arpa';
}
