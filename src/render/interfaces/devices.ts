import { type Family, prefixLength } from '../../model/ip.ts';
import type { Address, Interface, Machine } from '../../model/platform.ts';
import { addressOf, prefixOf } from '../firewall/links.ts';
import { Inexpressible } from '../quote/language.ts';

/** A network device of a machine, as it shall be once the machine has started. */
export interface Device {
  readonly name: string;
  readonly mtu: number;
  /** What it is made of; a card is simply there. */
  readonly link: Link;
  /** The bridge that it is a port of; it has no address then. */
  readonly bridge?: string;
  /** Missing where the device has no address of that version of the protocol. */
  readonly ipv4?: Settings;
  readonly ipv6?: Settings;
}

/** How a device comes to be. */
export type Link =
  | { readonly kind: 'card' }
  | { readonly kind: 'vlan'; readonly parent: string; readonly id: number }
  | { readonly kind: 'bridge'; readonly port: string };

/** An address of a device, and the default route where it is this device's. */
export interface Settings {
  /** With the length of the network's prefix, such as `192.0.2.5/26`. */
  readonly address: string;
  readonly gateway?: Address;
}

/**
 * The devices of a machine that need a file, each after those it is made of. A guest gets the address of its internal
 * interface by DHCP, so that only the public one counts.
 */
export function devicesOf(machine: Machine): Device[] {
  const fixed = machine.interfaces.filter(
    ({ network }) => machine.kind !== 'guest' || network.name === 'public',
  );
  const described = fixed.flatMap((one) => connectionOf(machine, one));
  return [...parentsOf(described), ...described];
}

function connectionOf(machine: Machine, one: Interface): Device[] {
  const { device: name, network } = one;
  const { mtu, bridge } = network;
  const settings = { ipv4: settingsOf(machine, one, 4), ipv6: settingsOf(machine, one, 6) };
  const link = linkOf(one);
  if (machine.kind !== 'hypervisor') return [{ name, mtu, link, ...settings }];
  return [
    { name, mtu, link, bridge },
    { name: bridge, mtu, link: { kind: 'bridge', port: name }, ...settings },
  ];
}

/** A device named `eno1.10` is VLAN 10 of eno1; on any other the network arrives without a tag. */
function linkOf({ device, network }: Interface): Link {
  const [, parent, tag] = /^(.+)\.([1-9]\d{0,3})$/.exec(device) ?? [];
  if (parent === undefined) return { kind: 'card' };
  const id = Number(tag);
  if (network.vlan !== undefined && network.vlan !== id)
    throw new Inexpressible('the network', device, `the ${network.name} network is VLAN ${network.vlan}`);
  return { kind: 'vlan', parent, id };
}

/** Devices that only carry VLANs: up, large enough, and without addresses. */
function parentsOf(devices: readonly Device[]): Device[] {
  const largest = new Map<string, number>();
  for (const { link, mtu } of devices)
    if (link.kind === 'vlan') largest.set(link.parent, Math.max(mtu, largest.get(link.parent) ?? 0));
  return [...largest]
    .filter(([name]) => !devices.some((device) => device.name === name))
    .map(([name, mtu]) => ({ name, mtu, link: { kind: 'card' } }));
}

function settingsOf(machine: Machine, one: Interface, family: Family): Settings | undefined {
  const address = addressOf(one, family);
  const prefix = prefixOf(one.network, family);
  if (!address || !prefix) return undefined;
  const gateway = wayOut(machine, family) === one ? gatewayOf(one, family) : undefined;
  return { address: `${address}/${prefixLength(prefix)}`, gateway };
}

/** The interface with the default route: the public one before the internal one. */
function wayOut(machine: Machine, family: Family): Interface | undefined {
  return machine.interfaces.findLast((one) => {
    const gateway = gatewayOf(one, family);
    return (
      gateway !== undefined && addressOf(one, family) !== undefined && addressOf(one, family) !== gateway
    );
  });
}

function gatewayOf({ network }: Interface, family: Family): Address | undefined {
  return family === 4 ? network.gateway4 : network.gateway6;
}
