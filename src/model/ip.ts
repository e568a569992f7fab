import ipaddr from 'ipaddr.js';
import type { Address, Prefix } from './platform.ts';

/** The version of the Internet Protocol. */
export type Family = 4 | 6;

/** An address as a number of its family. */
export interface AddressValue {
  readonly family: Family;
  readonly value: bigint;
}

/** A prefix as numbers; the host bits of `value` are zero. */
export interface PrefixValue extends AddressValue {
  readonly length: number;
}

const bits = (family: Family): number => (family === 4 ? 32 : 128);

/** The family that an address or a prefix is written in. */
export function familyOf(text: Address | Prefix): Family {
  return text.includes(':') ? 6 : 4;
}

/** Reads an address strictly: four decimal numbers, or IPv6 without a zone. `undefined` for anything else. */
export function parseAddress(text: string): AddressValue | undefined {
  if (familyOf(text) === 4) return parseIpv4(text);
  if (text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  return { family: 6, value: bytesToValue(ipaddr.IPv6.parse(text).toByteArray()) };
}

function parseIpv4(text: string): AddressValue | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (!parts) return undefined;
  let value = 0;
  for (let index = 1; index <= 4; index++) {
    const part = parts[index]!;
    const octet = Number(part);
    if (octet > 255 || (part.length > 1 && part[0] === '0')) return undefined;
    value = value * 256 + octet;
  }
  return { family: 4, value: BigInt(value) };
}

function bytesToValue(bytes: readonly number[]): bigint {
  return BigInt(`0x${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`);
}

/** Reads `address/length`; host bits must be zero. `undefined` for anything else. */
export function parsePrefix(text: string): PrefixValue | undefined {
  const prefix = parseInterfaceAddress(text);
  if (!prefix || prefix.value !== networkValue(prefix)) return undefined;
  return prefix;
}

/** Reads `address/length` with any host bits, as an interface is written. `undefined` for anything else. */
export function parseInterfaceAddress(text: string): PrefixValue | undefined {
  const [, head, tail] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const address = head === undefined ? undefined : parseAddress(head);
  const length = Number(tail);
  return address && length <= bits(address.family) ? { ...address, length } : undefined;
}

/** Canonical text of an address: RFC 5952 for IPv6. */
export function formatAddress({ family, value }: AddressValue): Address {
  if (family === 4) return formatIpv4(Number(value));
  const hex = value.toString(16).padStart(32, '0');
  const bytes = hex.match(/../g)!.map((pair) => Number.parseInt(pair, 16));
  return new ipaddr.IPv6(bytes).toRFC5952String();
}

/** Text of an IPv4 address that is given as a number. */
export function formatIpv4(value: number): Address {
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`;
}

/** Canonical text of a prefix. */
export function formatPrefix(prefix: PrefixValue): Prefix {
  return `${formatAddress(prefix)}/${prefix.length}`;
}

/** An address in its canonical text, `undefined` where it is not one. */
export function canonicalAddress(text: string): Address | undefined {
  const address = parseAddress(text);
  return address && formatAddress(address);
}

/** A prefix in its canonical text, `undefined` where it is not one or has host bits. */
export function canonicalPrefix(text: string): Prefix | undefined {
  const prefix = parsePrefix(text);
  return prefix && formatPrefix(prefix);
}

/** The number of bits of a prefix that name the network. */
export function prefixLength(prefix: Prefix): number {
  return Number(prefix.slice(prefix.indexOf('/') + 1));
}

/** How many addresses a prefix holds, those that no host may have included. */
export function prefixSize(prefix: Prefix): bigint {
  return 1n << BigInt(hostBits(known(prefix)));
}

/** Whether an address lies in a prefix; never across families. */
export function contains(prefix: Prefix, address: Address): boolean {
  const outer = known(prefix);
  const inner = knownAddress(address);
  return outer.family === inner.family && inner.value >> shift(outer) === outer.value >> shift(outer);
}

/** Whether a prefix lies wholly in another one, or is the same. */
export function containsPrefix(outer: Prefix, inner: Prefix): boolean {
  return prefixLength(outer) <= prefixLength(inner) && contains(outer, networkAddress(inner));
}

/** Whether two prefixes share an address. */
export function overlaps(one: Prefix, other: Prefix): boolean {
  return containsPrefix(one, other) || containsPrefix(other, one);
}

/** The first address of a prefix: the network's own for IPv4, the subnet-router anycast address for IPv6. */
export function networkAddress(prefix: Prefix): Address {
  return formatAddress(known(prefix));
}

/** The last address of a prefix: for IPv4 the one that reaches every host. IPv6 has no broadcast. */
export function lastAddress(prefix: Prefix): Address {
  return nthAddress(prefix, prefixSize(prefix) - 1n);
}

/** The broadcast address of an IPv4 prefix; none for IPv6 and for /31 and /32. */
export function broadcastAddress(prefix: Prefix): Address | undefined {
  return familyOf(prefix) === 4 && prefixLength(prefix) < 31 ? lastAddress(prefix) : undefined;
}

/** The address that is `n` above a prefix's first one; the caller keeps `n` below the prefix's size. */
export function nthAddress(prefix: Prefix, n: number | bigint): Address {
  const { family, value } = known(prefix);
  return formatAddress({ family, value: value + BigInt(n) });
}

/** The netmask of an IPv4 prefix, such as `255.255.255.0`. */
export function netmask(prefix: Prefix): Address {
  return formatAddress({
    family: 4,
    value: ((1n << BigInt(prefixLength(prefix))) - 1n) << shift(known(prefix)),
  });
}

/** Whether a host may have this address in the prefix: in it, and neither the network nor the broadcast address. */
export function isHostAddress(prefix: Prefix, address: Address): boolean {
  if (!contains(prefix, address)) return false;
  if (prefixLength(prefix) >= bits(familyOf(prefix)) - 1) return true;
  return address !== networkAddress(prefix) && address !== broadcastAddress(prefix);
}

/** Orders addresses: IPv4 first, then by number. */
export function compareAddresses(one: Address, other: Address): number {
  const a = knownAddress(one);
  const b = knownAddress(other);
  if (a.family !== b.family) return a.family - b.family;
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}

/** The number of an address that is known to be one. */
export function addressValue(address: Address): bigint {
  return knownAddress(address).value;
}

function knownAddress(text: Address): AddressValue {
  const address = parseAddress(text);
  if (!address) throw new TypeError(`not an address: ${text}`);
  return address;
}

/** A platform has few prefixes, and asks about each for every machine. */
const parsed = new Map<Prefix, PrefixValue>();

function known(text: Prefix): PrefixValue {
  const cached = parsed.get(text);
  if (cached) return cached;
  const prefix = parsePrefix(text);
  if (!prefix) throw new TypeError(`not a prefix: ${text}`);
  if (parsed.size > 10_000) parsed.clear();
  parsed.set(text, prefix);
  return prefix;
}

function hostBits({ family, length }: PrefixValue): number {
  return bits(family) - length;
}

function shift(prefix: PrefixValue): bigint {
  return BigInt(hostBits(prefix));
}

function networkValue(prefix: PrefixValue): bigint {
  return (prefix.value >> shift(prefix)) << shift(prefix);
}
