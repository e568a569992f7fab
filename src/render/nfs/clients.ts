import { compareAddresses } from '../../model/ip.ts';
import { machinesOf } from '../../model/machines.ts';
import type { Address, Machine, Mount, Server, Volume } from '../../model/platform.ts';

/** The volumes that a server exports: its own, and those of the servers it mirrors, so that it can take over. */
export function exportedVolumes(server: Server): Volume[] {
  return server.site.volumes.filter((volume) => volume.server === server || volume.server.mirror === server);
}

/** What a machine mounts over the network: not what lies on itself. */
export function networkMounts(machine: Machine): Mount[] {
  return machine.mounts.filter(({ volume }) => volume.server !== machine);
}

/** A machine that mounts a volume, and how. */
export interface Client {
  readonly machine: Machine;
  readonly readOnly: boolean;
  /** The addresses that it may come from, IPv4 first. */
  readonly addresses: readonly Address[];
}

/** Who mounts a volume from a server. One read-write mount makes the client a writer. */
export function clientsOf(volume: Volume, server: Server): Client[] {
  return machinesOf(server.site)
    .map((machine) => ({ machine, mounts: mountsOf(machine, volume) }))
    .filter(({ machine, mounts }) => mounts.length > 0 && machine !== server)
    .map(({ machine, mounts }) => ({
      machine,
      readOnly: mounts.every((mount) => mount.readOnly),
      addresses: addressesTowards(machine, server),
    }));
}

function mountsOf(machine: Machine, volume: Volume): Mount[] {
  return networkMounts(machine).filter((mount) => mount.volume === volume);
}

/** A machine's own addresses on the networks that it shares with another one, IPv4 first. */
export function addressesTowards(machine: Machine, other: Machine): Address[] {
  const shared = new Set(other.interfaces.filter(hasAddress).map(({ network }) => network));
  const own = machine.interfaces.filter(({ network }) => shared.has(network));
  return own
    .flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6])
    .filter((address) => address !== undefined)
    .sort(compareAddresses);
}

function hasAddress({ ipv4, ipv6 }: { ipv4?: Address; ipv6?: Address }): boolean {
  return ipv4 !== undefined || ipv6 !== undefined;
}
