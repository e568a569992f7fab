import { addressValue, broadcastAddress, formatIpv4, lastAddress, networkAddress } from '../model/ip.ts';
import type { Address, Prefix } from '../model/platform.ts';

/** IPv4 addresses from one to another, as numbers, both included. */
export type Range = readonly [from: number, to: number];

/** The free IPv4 addresses of a network, lowest first. */
export interface Pool {
  /** Takes the lowest free address; `undefined` when none is left. */
  readonly next: () => Address | undefined;
  /** Whether an address may be given to a guest at all, taken or not. */
  readonly allows: (address: Address) => boolean;
}

/** Reads `10.49.0.1-10.49.0.9` or one address. */
export function rangeOf(text: string): Range {
  const [from, to = from] = text.split('-');
  return [numberOf(from!), numberOf(to!)];
}

/** An IPv4 address as a number. */
export function numberOf(address: Address): number {
  return Number(addressValue(address));
}

/**
 * The addresses of a network from which `auto` chooses: those of `range`, without the network's own and the
 * broadcast address, without `excluded` ranges and without what is in `taken` when asked; what is given is added to it.
 */
export function createPool(
  prefix: Prefix,
  range: Range | undefined,
  excluded: readonly Range[],
  taken: Set<Address>,
): Pool {
  const whole: Range = [numberOf(networkAddress(prefix)), numberOf(lastAddress(prefix))];
  const broadcast = broadcastAddress(prefix);
  const unusable = broadcast === undefined ? [] : [whole[0], whole[1]];
  const [first, last] = range ? [Math.max(range[0], whole[0]), Math.min(range[1], whole[1])] : whole;
  const isUsable = (value: number) =>
    !unusable.includes(value) && !excluded.some(([from, to]) => from <= value && value <= to);
  let cursor = first;
  const next = () => {
    for (; cursor <= last; cursor++) {
      const address = formatIpv4(cursor);
      if (!isUsable(cursor) || taken.has(address)) continue;
      taken.add(address);
      return address;
    }
    return undefined;
  };
  const allows = (address: Address) => {
    const value = numberOf(address);
    return whole[0] <= value && value <= whole[1] && isUsable(value);
  };
  return { next, allows };
}
