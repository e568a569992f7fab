import { machinesOf } from '../model/machines.ts';
import type { Machine, Platform, Site } from '../model/platform.ts';
import { formatSize } from '../model/size.ts';

/** A row of a listing, by column. */
export type Row = Readonly<Record<string, string | number>>;

/** What can be listed, and the rows that each site has of it. */
const rowsOf = {
  sites: (site: Site): Row[] => [
    {
      name: site.name,
      domain: site.domain,
      hypervisors: site.hypervisors.length,
      servers: site.servers.length,
      guests: site.guests.length,
      websites: site.websites.length,
      description: site.description ?? '',
    },
  ],
  machines: (site: Site): Row[] => machinesOf(site).map(machineRow),
  hypervisors: (site: Site): Row[] => site.hypervisors.map(machineRow),
  servers: (site: Site): Row[] => site.servers.map(machineRow),
  guests: (site: Site): Row[] =>
    site.guests.map((guest) => ({
      ...machineRow(guest),
      state: guest.state,
      production: guest.production.name,
      standbys: guest.standbys.map(({ name }) => name).join(' '),
    })),
  websites: (site: Site): Row[] =>
    site.websites.map(({ name, serverName, kind, php, guest, weight }) => ({
      ...{ site: site.name, name, serverName, kind, php: php ?? '', guest: guest.name, weight },
    })),
  networks: (site: Site): Row[] =>
    [site.internal, ...(site.public ? [site.public] : [])].map(({ name, ipv4, ipv6, vlan, bridge }) => ({
      ...{ site: site.name, name, ipv4, ipv6: ipv6 ?? '', vlan: vlan ?? '', bridge },
    })),
  stores: (site: Site): Row[] =>
    site.stores.map((store) => ({
      site: site.name,
      name: store.name,
      type: store.type,
      where: store.type === 'nfs' ? store.mountPoint : store.volumeGroup,
      size: formatSize(store.type === 'nfs' ? store.volume.size : store.size),
    })),
  volumes: (site: Site): Row[] =>
    site.volumes.map(({ name, server, path, size, contents }) => ({
      ...{ site: site.name, name, server: server.name, path, size: formatSize(size), contents },
    })),
  services: (site: Site): Row[] =>
    site.services.map(({ name, providers }) => ({
      ...{ site: site.name, name, providers: providers.map((provider) => provider.name).join(' ') },
    })),
};

/** A kind of thing that can be listed. */
export type Listed = keyof typeof rowsOf;

/** Everything of a kind, site by site. */
export function listing(platform: Platform, kind: Listed): Row[] {
  return platform.sites.flatMap((site) => rowsOf[kind](site));
}

function machineRow(machine: Machine): Row {
  const { site, name, kind, os, memory, cores, interfaces } = machine;
  return {
    ...{ site: site.name, name, kind, os: os.name, memory: formatSize(memory), cores },
    address: interfaces[0]?.ipv4 ?? '',
  };
}
