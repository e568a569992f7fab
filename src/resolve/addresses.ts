import {
  addressValue,
  canonicalAddress,
  contains,
  formatAddress,
  networkAddress,
  prefixSize,
} from '../model/ip.ts';
import { addressed } from '../model/machines.ts';
import type { Mutable } from '../model/mutable.ts';
import { compareNames } from '../model/names.ts';
import type { Address, Guest, Interface, Network } from '../model/platform.ts';
import { createPool, numberOf, type Pool, type Range, rangeOf } from './address-pool.ts';
import { report, type SiteContext } from './context.ts';
import { recorded, recordOf, staleHint } from './lock.ts';
import { recordMade } from './origins.ts';

/** An interface of a guest that waits for its addresses. */
export interface InterfaceRequest {
  readonly guest: Mutable<Guest>;
  readonly interface: Mutable<Interface>;
  /** What the sources give. */
  readonly given: { readonly ipv4?: string; readonly ipv6?: string };
}

/**
 * Gives the guests' interfaces on a network their addresses: those of the sources, then those recorded before, then,
 * in the order of names, the lowest free ones, which are recorded.
 */
export function assignAddresses(
  context: SiteContext,
  network: Network,
  requests: readonly InterfaceRequest[],
): void {
  const ordered = [...requests].sort((a, b) => compareNames(a.guest.name, b.guest.name));
  const taken = addressesGiven(context, network, ordered);
  const { range, excluded } = limitsOf(context, network);
  const pool = createPool(network.ipv4, range, excluded, taken);
  const waiting4 = ordered.filter((request) => !takeIpv4(context, network, pool, taken, request));
  assignIpv4(context, network, pool, waiting4);
  if (network.ipv6 === undefined) return;
  const waiting6 = ordered.filter((request) => !takeIpv6(context, network, taken, request));
  for (const request of waiting6) assignIpv6(context, network, taken, request);
}

/** Every address of the network that the sources give to something. */
function addressesGiven(
  { hypervisors, servers }: SiteContext,
  network: Network,
  requests: readonly InterfaceRequest[],
): Set<Address> {
  const physical = [...hypervisors.values(), ...servers.values()]
    .flatMap(addressed)
    .filter((candidate) => candidate.network === network);
  const given = requests.map(({ given: { ipv4, ipv6 } }) => ({
    ipv4: ipv4 && canonicalAddress(ipv4),
    ipv6: ipv6 && canonicalAddress(ipv6),
  }));
  const all = [...physical, ...given].flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6]);
  const known = [...all, network.gateway4, network.gateway6].filter((address) => address !== undefined);
  return new Set(known.filter((address) => address !== ''));
}

function limitsOf(
  { document }: SiteContext,
  network: Network,
): { range: Range | undefined; excluded: readonly Range[] } {
  const { guest_range: range, reserved = [] } = document.data.networks[network.name]!;
  const dynamic = network.dynamicRange;
  const excluded = reserved.map(rangeOf);
  if (dynamic) excluded.push([numberOf(dynamic.from), numberOf(dynamic.to)]);
  return { range: range && [numberOf(range.from), numberOf(range.to)], excluded };
}

/** Sets what is given or recorded; false where an address is to be chosen. */
function takeIpv4(
  context: SiteContext,
  network: Network,
  pool: Pool,
  taken: Set<Address>,
  { guest, interface: target, given }: InterfaceRequest,
): boolean {
  if (given.ipv4 !== undefined) {
    target.ipv4 = canonicalAddress(given.ipv4)!;
    return true;
  }
  const locked = recorded(context.decisions, 'guests', guest.name)[network.name]?.ipv4;
  if (locked === undefined) return false;
  const reason = pool.allows(locked)
    ? takenReason(taken, locked)
    : `that is no address for guests in ${network.ipv4}`;
  return takeLocked(context, network, taken, { guest, interface: target, given }, 'ipv4', locked, reason);
}

function takeIpv6(
  context: SiteContext,
  network: Network,
  taken: Set<Address>,
  request: InterfaceRequest,
): boolean {
  const { guest, interface: target, given } = request;
  if (given.ipv6 !== undefined) {
    target.ipv6 = canonicalAddress(given.ipv6)!;
    return true;
  }
  const locked = recorded(context.decisions, 'guests', guest.name)[network.name]?.ipv6;
  if (locked === undefined) return false;
  const inside =
    contains(network.ipv6!, locked) && canonicalAddress(locked) !== networkAddress(network.ipv6!);
  const reason = inside
    ? takenReason(taken, canonicalAddress(locked)!)
    : `that is no address in ${network.ipv6}`;
  return takeLocked(context, network, taken, request, 'ipv6', locked, reason);
}

function takenReason(taken: ReadonlySet<Address>, address: Address): string | undefined {
  return taken.has(address) ? 'something else has that address now' : undefined;
}

function takeLocked(
  context: SiteContext,
  network: Network,
  taken: Set<Address>,
  { guest, interface: target }: InterfaceRequest,
  family: 'ipv4' | 'ipv6',
  locked: string,
  reason: string | undefined,
): boolean {
  if (reason !== undefined) {
    reportStale(
      context,
      guest,
      `${network.name}.${family} of ${guest.name} is recorded as ${locked}, and ${reason}.`,
    );
    return false;
  }
  const address = canonicalAddress(locked)!;
  taken.add(address);
  setAddress(context, guest, target, family, address, 'lock');
  return true;
}

/** Reports a recorded decision about a guest that is no longer possible. */
export function reportStale(context: SiteContext, guest: Guest, message: string): void {
  const place = context.decisions.placeOf('guests', guest.name) ?? guest.place;
  report(context, 'resolve/stale-lock', message, place, { hint: staleHint });
}

function setAddress(
  context: SiteContext,
  guest: Guest,
  target: Mutable<Interface>,
  family: 'ipv4' | 'ipv6',
  address: Address,
  kind: 'lock' | 'decided',
): void {
  const { name } = target.network;
  target[family] = address;
  const record = recordOf(context.decisions, 'guests', guest.name);
  record[name] = { ...record[name], [family]: address };
  recordMade(context.origins, guest, `/${name}/${family}`, address, { kind });
}

function assignIpv4(
  context: SiteContext,
  network: Network,
  pool: Pool,
  waiting: readonly InterfaceRequest[],
): void {
  const left = waiting.filter(({ guest, interface: target }) => {
    const address = pool.next();
    if (address !== undefined) setAddress(context, guest, target, 'ipv4', address, 'decided');
    return address === undefined;
  });
  if (left.length === 0) return;
  const others = left.length > 1 ? ` and ${left.length - 1} other guests` : '';
  const message = `The ${network.name} network has no free address for ${left[0]!.guest.name}${others}.`;
  const hint = 'widen guest_range or the prefix, or remove guests';
  report(context, 'resolve/exhausted', message, network.place, { hint });
}

/**
 * The IPv6 address that goes with an IPv4 one: its number in the network, written with the same digits (10.49.0.101
 * is ::101); where that is taken, the next free one above.
 */
function assignIpv6(
  context: SiteContext,
  network: Network,
  taken: Set<Address>,
  { guest, interface: target }: InterfaceRequest,
): void {
  const base = addressValue(networkAddress(network.ipv6!));
  const size = prefixSize(network.ipv6!);
  const offset = target.ipv4 ? numberOf(target.ipv4) - numberOf(networkAddress(network.ipv4)) : 1;
  for (let host = BigInt(`0x${Math.max(offset, 1)}`); host < size; host++) {
    const address = formatAddress({ family: 6, value: base + host });
    if (taken.has(address)) continue;
    taken.add(address);
    setAddress(context, guest, target, 'ipv6', address, 'decided');
    return;
  }
  const message = `The ${network.name} network has no free IPv6 address for ${guest.name}.`;
  report(context, 'resolve/exhausted', message, network.place, { hint: 'widen the prefix' });
}
