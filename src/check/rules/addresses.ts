import { broadcastAddress, contains, networkAddress } from '../../model/ip.ts';
import type { Address, Interface, Machine, Network, Platform, Prefix } from '../../model/platform.ts';
import { attached } from '../machines.ts';
import type { Finding, Rule } from '../rule.ts';

/**
 * An address lies inside its network, and is never the network's own, its broadcast or its router's. Where the router is
 * one of our machines, the rule on unique addresses speaks.
 */
export const addresses: Rule = { code: 'check/addresses', find };

function* find(platform: Platform): Generator<Finding> {
  for (const { machine, interface: each } of attached(platform)) {
    const { network, ipv4, ipv6 } = each;
    if (ipv4) yield* wrong(machine, each, ipv4, network.ipv4, network.gateway4);
    if (ipv6 && !network.ipv6)
      yield {
        subject: machine,
        message: `${ipv6} of ${machine.name}: the ${network.name} network has no IPv6`,
        place: each.place,
      };
    if (ipv6 && network.ipv6) yield* wrong(machine, each, ipv6, network.ipv6, network.gateway6);
  }
}

function* wrong(
  machine: Machine,
  each: Interface,
  address: Address,
  prefix: Prefix,
  gateway?: Address,
): Generator<Finding> {
  const reason = whyWrong(each.network, address, prefix, gateway);
  if (!reason) return;
  yield {
    subject: machine,
    message: `${address} of ${machine.name} ${reason}`,
    place: each.place,
    hint: "choose another one, or write 'auto'",
    related: [{ place: each.network.place, message: `the ${each.network.name} network is described here` }],
  };
}

function whyWrong(network: Network, address: Address, prefix: Prefix, gateway?: Address) {
  if (!contains(prefix, address)) return `is not in ${prefix}`;
  if (address === networkAddress(prefix)) return `is the address of the network ${prefix} itself`;
  if (address === broadcastAddress(prefix)) return `is the broadcast address of ${prefix}`;
  if (address === gateway && !network.natGateway) return `is the gateway of ${prefix}`;
  return undefined;
}
