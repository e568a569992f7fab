import type { Place } from '../diagnostics/diagnostic.ts';
import type { Mutable } from './mutable.ts';
import { classNameOf, hostnameOf } from './names.ts';
import { operatingSystems } from './os.ts';
import type {
  Audience,
  Guest,
  Hypervisor,
  Interface,
  Machine,
  Network,
  Platform,
  Provided,
  Server,
  ServiceAddress,
  Site,
  SiteServiceName,
  Store,
  Volume,
  Website,
} from './platform.ts';
import { portsOf } from './services.ts';

export type { Mutable };

const GiB = 1024 ** 3;

/** A place for a test's object; the line tells one from another. */
export function placeAt(file: string, line = 1): Place {
  return { file, line, column: 1, endLine: line, endColumn: 1 };
}

/** An empty site, to which the functions below add; `angers` unless told. */
export function siteFixture(name = 'angers', octet = 49): Mutable<Site> {
  const place = placeAt(`sites/${name}/site.yaml`);
  const site = {
    name,
    module: classNameOf(name),
    domain: `${name}.plm.example`,
    contact: 'admin@plm.example',
    timeZone: 'Europe/Paris',
    admins: ['198.51.100.0/28', '2001:db8:ad::/64'],
    hypervisors: [],
    servers: [],
    guests: [],
    websites: [],
    stores: [],
    volumes: [],
    services: [],
    waivers: [],
    place,
  } as unknown as Mutable<Site>;
  site.internal = {
    ...{ name: 'internal', site, bridge: 'br-int', vlan: 10, mtu: 1500, place },
    ipv4: `10.${octet}.0.0/24`,
    ipv6: `fd00:${octet}::/64`,
    dynamicRange: { from: `10.${octet}.0.240`, to: `10.${octet}.0.250` },
  };
  site.public = {
    ...{ name: 'public', site, bridge: 'br-pub', vlan: 20, mtu: 1500, place },
    ipv4: '192.0.2.0/26',
    ipv6: `2001:db8:${octet}::/64`,
    gateway4: '192.0.2.62',
    gateway6: `2001:db8:${octet}::1`,
  };
  return site;
}

/** An interface on a site's network, with the address that is `n` above the prefix's first one. */
export function interfaceFixture(network: Network, device: string, n?: number, mac?: string): Interface {
  const ipv4 = n === undefined ? undefined : network.ipv4.replace(/\d+\/.*/, String(n));
  const ipv6 = n === undefined ? undefined : network.ipv6?.replace(/\/.*/, n.toString(16));
  return { network, device, ipv4, ipv6, mac, place: network.place };
}

/** The address of a server's volumes, `n` above the internal network's first one. */
export function serviceAddressFixture(site: Site, hostname: string, n: number): ServiceAddress {
  const fqdn = `${hostname}.${site.domain}`;
  return { hostname, fqdn, interface: interfaceFixture(site.internal, 'eno1', n) };
}

/** What a machine offers, on the ports that the service is known by. */
export function providedFixture(service: string, from: readonly Audience[]): Provided[] {
  const place = placeAt('sites/angers/site.yaml');
  return portsOf(service)!.map((port) => ({ service, ...port, from, place }));
}

function machineFixture(site: Site, name: string, file: string) {
  return {
    name,
    hostname: hostnameOf(name),
    fqdn: `${hostnameOf(name)}.${site.domain}`,
    className: classNameOf(name),
    site,
    os: operatingSystems.debian12,
    provides: [],
    uses: [],
    mounts: [],
    waivers: [],
    place: placeAt(file),
  };
}

/** Adds a KVM hypervisor of 64 GiB that bridges both networks and has an address on the internal one. */
export function addHypervisor(site: Mutable<Site>, name: string, n: number): Mutable<Hypervisor> {
  const hypervisor: Mutable<Hypervisor> = {
    ...machineFixture(site, name, `sites/${site.name}/site.yaml`),
    kind: 'hypervisor',
    memory: 64 * GiB,
    cores: 16,
    virtualization: 'kvm',
    reservedMemory: 4 * GiB,
    memoryOvercommit: 1,
    coreOvercommit: 4,
    cpuModel: 'Haswell-noTSX',
    interfaces: [interfaceFixture(site.internal, 'eno1', n)],
  };
  if (site.public) hypervisor.interfaces.push(interfaceFixture(site.public, 'eno2'));
  site.hypervisors.push(hypervisor as Hypervisor);
  return hypervisor;
}

/** Adds a physical server of 32 GiB with an address on the internal network. */
export function addServer(
  site: Mutable<Site>,
  name: string,
  n: number,
  roles: Server['roles'],
): Mutable<Server> {
  const server: Mutable<Server> = {
    ...machineFixture(site, name, `sites/${site.name}/site.yaml`),
    kind: 'server',
    memory: 32 * GiB,
    cores: 8,
    roles: [...roles],
    volumeGroup: 'vg_data',
    interfaces: [interfaceFixture(site.internal, 'eno1', n)],
  };
  site.servers.push(server as Server);
  return server;
}

/** Adds a running guest of 2 GiB on the site's first hypervisor, its system disk in the site's first store. */
export function addGuest(site: Mutable<Site>, name: string, n: number): Mutable<Guest> {
  const [production, ...standbys] = site.hypervisors;
  const guest: Mutable<Guest> = {
    ...machineFixture(site, name, `sites/${site.name}/vms/${name}.yaml`),
    kind: 'guest',
    memory: 2 * GiB,
    cores: 1,
    uuid: `3f2a7c1e-5b64-5d09-9c1d-${n.toString(16).padStart(12, '0')}`,
    state: 'running',
    autostart: true,
    roles: [],
    cpu: { shares: 1024 },
    io: { weight: 500 },
    disks: [],
    production: production!,
    standbys,
    websites: [],
    interfaces: [interfaceFixture(site.internal, 'eth0', n, macFixture(n, 0))],
  };
  const place = guest.place;
  guest.disks.push({
    name: 'system',
    size: 8 * GiB,
    store: site.stores[0]!,
    target: 'vda',
    contents: 'system',
    place,
  });
  site.guests.push(guest as Guest);
  return guest;
}

/** A MAC address for a guest's interface. */
export function macFixture(n: number, index: number): string {
  return `52:54:00:00:0${index}:${n.toString(16).padStart(2, '0')}`;
}

/** Gives a machine an interface on the public network. */
export function addPublicInterface(machine: Mutable<Machine>, device: string, n: number): void {
  const mac = machine.kind === 'guest' ? macFixture(n, 1) : undefined;
  machine.interfaces.push(interfaceFixture(machine.site.public!, device, n, mac));
}

/** Adds a volume of an NFS server. */
export function addVolume(
  site: Mutable<Site>,
  server: Server,
  name: string,
  contents: Volume['contents'],
): Volume {
  const fsid = site.volumes.length + 1;
  const place = site.place;
  const volume: Volume = {
    name,
    site,
    server,
    path: `/srv/nfs/${name}`,
    size: 1024 * GiB,
    contents,
    fileSystem: 'xfs',
    fsid,
    place,
  };
  site.volumes.push(volume);
  return volume;
}

/** Mounts a volume, or a directory of it, on a machine, and records the use. */
export function addMount(machine: Mutable<Machine>, volume: Volume, path: string, directory = ''): void {
  const place = machine.place;
  machine.mounts.push({ volume, directory, path, readOnly: false, place });
  machine.uses.push({ service: 'nfs', provider: volume.server, reason: `mounts ${volume.name}`, place });
}

/** Adds a website that a guest serves behind a proxy. */
export function addWebsite(
  site: Mutable<Site>,
  name: string,
  guest: Mutable<Guest>,
  proxy: Guest,
): Mutable<Website> {
  const serverName = `${name}.math.example`;
  const website: Mutable<Website> = {
    name,
    site,
    serverName,
    aliases: [`www.${serverName}`],
    kind: 'php',
    php: '8.2',
    guest: guest as Guest,
    proxy,
    documentRoot: `/srv/www/${name}`,
    tls: {
      enabled: true,
      redirect: true,
      hsts: 15_552_000,
      certificate: `/etc/placo/tls/${name}.crt`,
      key: `/etc/placo/tls/${name}.key`,
    },
    weight: 'normal',
    user: `web-${name}`,
    waivers: [],
    uid: 20_000 + site.websites.length,
    place: placeAt(`sites/${site.name}/websites/${name}.yaml`),
  };
  site.websites.push(website as Website);
  guest.websites.push(website as Website);
  return website;
}

/**
 * A small and credible platform: two hypervisors, an NFS server with its mirror, an infrastructure server that is
 * the NAT gateway, a reverse proxy, two web guests with three websites, an internal guest that mounts a volume, and
 * a template on local LVM. Each call makes a new one, so a test may change it.
 */
export function platformFixture(): { platform: Platform; site: Mutable<Site> } {
  const site = siteFixture();
  addHypervisor(site, 'hv1', 11);
  addHypervisor(site, 'hv2', 12);
  const servers = addServers(site);
  addStores(site, servers.nfs1 as Server);
  addServices(site, servers);
  addGuests(site);
  for (const machine of [...site.hypervisors, ...site.servers, ...site.guests]) addSiteUses(site, machine);
  return { platform: { name: 'plm', sites: [site as Site] }, site };
}

type Servers = Record<'nfs1' | 'nfs2' | 'infra1', Mutable<Server>>;

function addServers(site: Mutable<Site>): Servers {
  const nfs1 = addServer(site, 'nfs1', 21, ['nfs']);
  const nfs2 = addServer(site, 'nfs2', 22, ['mirror', 'logs']);
  const infra1 = addServer(site, 'infra1', 31, ['infrastructure']);
  nfs1.mirror = nfs2 as Server;
  addPublicInterface(infra1 as Mutable<Machine>, 'eno2', 5);
  const natGateway = infra1 as Server;
  const gateways = {
    natGateway,
    gateway4: natGateway.interfaces[0]!.ipv4,
    gateway6: natGateway.interfaces[0]!.ipv6,
  };
  site.internal = Object.assign(site.internal, gateways);
  return { nfs1, nfs2, infra1 };
}

function addStores(site: Mutable<Site>, nfs1: Server): void {
  addVolume(site, nfs1, 'homes', 'homes');
  addVolume(site, nfs1, 'htdocs', 'htdocs');
  const volume = addVolume(site, nfs1, 'containers', 'containers');
  const place = site.place;
  const nfs: Store = {
    ...{ type: 'nfs', name: 'containers', site, place },
    ...{ volume, mountPoint: '/srv/containers' },
  };
  const local: Store = { type: 'lvm', name: 'local', site, volumeGroup: 'vg_guests', size: 500 * GiB, place };
  site.stores.push(nfs, local);
  for (const hypervisor of site.hypervisors)
    addMount(hypervisor as Mutable<Machine>, volume, '/srv/containers');
}

function addServices(site: Mutable<Site>, { nfs1, nfs2, infra1 }: Servers): void {
  const internal: Audience[] = [{ kind: 'internal' }];
  nfs1.provides.push(...providedFixture('nfs', internal));
  nfs2.provides.push(...providedFixture('relp', internal));
  for (const service of ['dns', 'dhcp', 'ntp']) infra1.provides.push(...providedFixture(service, internal));
  const provider: Record<string, Mutable<Server>> = { dns: infra1, dhcp: infra1, ntp: infra1, log: nfs2 };
  for (const [name, machine] of Object.entries(provider)) {
    site.services.push({ name: name as SiteServiceName, providers: [machine as Server], place: site.place });
  }
  for (const machine of [...site.hypervisors, ...site.servers]) {
    (machine as Mutable<Machine>).provides.push(...providedFixture('ssh', [{ kind: 'admins' }]));
  }
}

function addGuests(site: Mutable<Site>): void {
  const proxy = addGuest(site, 'proxy1', 101);
  proxy.roles = ['reverse_proxy'];
  addPublicInterface(proxy as Mutable<Machine>, 'eth1', 10);
  for (const service of ['http', 'https'])
    proxy.provides.push(...providedFixture(service, [{ kind: 'world' }]));
  const webs = [addGuest(site, 'web01', 102), addGuest(site, 'web02', 103)] as const;
  for (const web of webs) {
    web.roles = ['web_hosting'];
    web.provides.push(...providedFixture('http', [{ kind: 'machine', machine: proxy as Guest }]));
    addMount(web as Mutable<Machine>, site.volumes[1]!, '/srv/www');
  }
  addWebsite(site, 'journal', webs[0], proxy as Guest);
  addWebsite(site, 'seminar', webs[0], proxy as Guest);
  addWebsite(site, 'library', webs[1], proxy as Guest).kind = 'drupal';
  const monitor = addGuest(site, 'icinga_nfs', 104);
  addMount(monitor as Mutable<Machine>, site.volumes[0]!, '/home');
  const base = addGuest(site, 'base', 105);
  base.state = 'template';
  base.autostart = false;
  base.disks[0] = { ...base.disks[0]!, store: site.stores[1]! };
  base.standbys = [];
}

function addSiteUses(site: Site, machine: Machine): void {
  for (const { name, providers, place } of site.services) {
    const uses = (machine as Mutable<Machine>).uses;
    for (const provider of providers) {
      if (provider !== machine)
        uses.push({ service: name, provider, reason: `uses the site's ${name}`, place });
    }
  }
}
