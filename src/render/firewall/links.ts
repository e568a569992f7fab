import type { Family } from '../../model/ip.ts';
import type { Address, Interface, Machine, Network, Prefix } from '../../model/platform.ts';

/** A machine's connection to a network, as its packet filter sees it, for one version of the protocol. */
export interface Link {
  readonly network: Network;
  /** The device that packets are seen on: a hypervisor's bridge, elsewhere the interface. */
  readonly device: string;
  /** Missing where the machine only bridges the network. */
  readonly address?: Address;
  /** Missing where the network has no such addresses. */
  readonly prefix?: Prefix;
}

/** The connections of a machine for one version of the protocol, the internal one first. */
export function linksOf(machine: Machine, family: Family): Link[] {
  return machine.interfaces.map((one) => ({
    network: one.network,
    device: machine.kind === 'hypervisor' ? one.network.bridge : one.device,
    address: addressOf(one, family),
    prefix: prefixOf(one.network, family),
  }));
}

/** An interface's address of one version of the protocol. */
export function addressOf(one: Interface, family: Family): Address | undefined {
  return family === 4 ? one.ipv4 : one.ipv6;
}

/** A network's prefix of one version of the protocol. */
export function prefixOf(network: Network, family: Family): Prefix | undefined {
  return family === 4 ? network.ipv4 : network.ipv6;
}

/** A machine's address on the network of that name. */
export function addressOn(machine: Machine, name: Network['name'], family: Family): Address | undefined {
  const one = machine.interfaces.find(({ network }) => network.name === name);
  return one && addressOf(one, family);
}

/** The connection with an address on the network of that name. */
export function linkOn(machine: Machine, name: Network['name'], family: Family): Required<Link> | undefined {
  const link = linksOf(machine, family).find(({ network }) => network.name === name);
  return link?.address && link.prefix ? (link as Required<Link>) : undefined;
}

/** Whether this machine is the NAT gateway of its site. */
export function isGateway(machine: Machine): boolean {
  return machine.site.internal.natGateway === machine;
}
