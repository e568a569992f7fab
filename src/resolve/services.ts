import type { Mutable } from '../model/mutable.ts';
import type { Audience, Guest, Machine, Server, SiteService, SiteServiceName } from '../model/platform.ts';
import { placeAtPath, placeOfKeyAt } from '../read/node.ts';
import { referToMachine, type SiteContext } from './context.ts';
import { provide } from './provides.ts';
import { use } from './uses.ts';

/** The service by whose ports a machine offers a service of the site; backups are fetched, so none. */
const offered: Readonly<Record<SiteServiceName, string | undefined>> = {
  dns: 'dns',
  dhcp: 'dhcp',
  ntp: 'ntp',
  log: 'relp',
  ldap: 'ldaps',
  puppet: 'puppet',
  smtp: 'smtp',
  packages: 'http',
  backup: undefined,
};

const reasons: Readonly<Record<SiteServiceName, string>> = {
  dns: 'resolves names',
  dhcp: 'gets its addresses',
  ntp: 'sets its clock',
  log: 'sends its logs',
  ldap: 'knows its users',
  puppet: 'gets its configuration',
  smtp: 'sends its mail',
  packages: 'installs its packages',
  backup: 'is backed up',
};

const internal: readonly Audience[] = [{ kind: 'internal' }];
const hypervisors: readonly Audience[] = [{ kind: 'hypervisors' }];

/** Follows the services of the site to the machines that provide them. */
export function resolveServices(context: SiteContext): SiteService[] {
  const { root, data } = context.document;
  const services: SiteService[] = [];
  for (const [name, machines] of Object.entries(data.services ?? {}) as [SiteServiceName, string[]][]) {
    const providers = machines
      .map((machine, index) => referToMachine(context, machine, placeAtPath(root, ['services', name, index])))
      .filter((machine) => machine !== undefined);
    const place = placeOfKeyAt(root, ['services', name]);
    if (providers.length > 0) services.push({ name, providers: providers as Machine[], place });
  }
  return services;
}

/** Follows the internal network to its NAT gateway, which is its default route. */
export function resolveNatGateway(context: SiteContext): void {
  const { root, data } = context.document;
  const name = data.networks.internal.nat;
  if (name === undefined) return;
  const gateway = referToMachine(
    context,
    name,
    placeAtPath(root, ['networks', 'internal', 'nat']),
  ) as Machine;
  const inside = gateway?.interfaces.find(({ network }) => network.name === 'internal');
  const network = context.site.internal as Mutable<SiteContext['site']['internal']>;
  network.natGateway = gateway;
  network.gateway4 = inside?.ipv4;
  network.gateway6 = inside?.ipv6;
}

/** Adds to every machine what follows from its roles and from the services of the site: what it provides and uses. */
export function addImplied(context: SiteContext): void {
  const { site } = context;
  const machines = [...context.hypervisors.values(), ...context.servers.values(), ...context.guests.values()];
  for (const machine of machines as Mutable<Machine>[]) {
    addAdministration(site.services, machine);
    addSiteServices(site.services, machine);
    addDefaultRoute(context, machine);
  }
  for (const { name, providers, place } of site.services) {
    const service = offered[name];
    if (service)
      for (const machine of providers) provide(machine as Mutable<Machine>, service, internal, place);
  }
  addHypervisorServices(context);
  addStorageServices(context);
}

/** Administrators reach every machine by SSH, and so does what fetches its backups. */
function addAdministration(services: readonly SiteService[], machine: Mutable<Machine>): void {
  const backup = services.find(({ name }) => name === 'backup')?.providers ?? [];
  const fetchers = backup.filter((provider) => provider !== (machine as unknown));
  const from: Audience[] = [
    { kind: 'admins' },
    ...fetchers.map((provider) => ({ kind: 'machine', machine: provider }) as const),
  ];
  provide(machine, 'ssh', from, machine.place);
}

function addSiteServices(services: readonly SiteService[], machine: Mutable<Machine>): void {
  for (const { name, providers, place } of services) {
    for (const provider of providers) use(machine, name, provider, reasons[name], place);
  }
}

/** A machine without an address on the public network reaches the world through the NAT gateway. */
function addDefaultRoute({ site }: SiteContext, machine: Mutable<Machine>): void {
  const gateway = site.internal.natGateway;
  const isPublic = machine.interfaces.some(
    ({ network, ipv4 }) => network.name === 'public' && ipv4 !== undefined,
  );
  if (gateway && !isPublic) use(machine, 'nat', gateway, 'reaches the world', site.internal.place);
}

/** Hypervisors move guests between them: libvirt over SSH, the memory on its own ports. */
function addHypervisorServices(context: SiteContext): void {
  if (context.hypervisors.size < 2) return;
  for (const hypervisor of context.hypervisors.values()) {
    for (const service of ['ssh', 'libvirt_migration']) {
      provide(hypervisor as Mutable<Machine>, service, hypervisors, hypervisor.place);
    }
  }
}

/** NFS servers serve the internal network, and so does a mirror that takes over; the two replicate to each other. */
function addStorageServices(context: SiteContext): void {
  for (const server of context.servers.values() as Iterable<Mutable<Server>>) {
    if (server.roles.includes('nfs')) provide(server as Mutable<Machine>, 'nfs', internal, server.place);
    const mirror = server.mirror as Mutable<Server> | undefined;
    if (!mirror) continue;
    provide(mirror as Mutable<Machine>, 'nfs', internal, server.place);
    provide(
      mirror as Mutable<Machine>,
      'drbd',
      [{ kind: 'machine', machine: server as Server }],
      server.place,
    );
    provide(
      server as Mutable<Machine>,
      'drbd',
      [{ kind: 'machine', machine: mirror as Server }],
      server.place,
    );
  }
}

/** Guests behind the proxies: adds to each what it provides for it. */
export function addWebServices(context: SiteContext): void {
  const guests = [...context.guests.values()] as Guest[];
  const proxies = guests.filter(({ roles }) => roles.includes('reverse_proxy'));
  for (const proxy of proxies as Mutable<Guest>[]) {
    for (const service of ['http', 'https'])
      provide(proxy as Mutable<Machine>, service, [{ kind: 'world' }], proxy.place);
  }
  const from = (proxy: Guest): Audience => ({ kind: 'machine', machine: proxy });
  for (const guest of guests.filter(({ roles }) => roles.includes('web_hosting'))) {
    const fronts = new Set(guest.websites.map(({ proxy }) => proxy));
    const audiences = [...(fronts.size > 0 ? fronts : proxies)].map(from);
    provide(guest as unknown as Mutable<Machine>, 'http', audiences, guest.place);
    for (const proxy of fronts) {
      use(proxy as unknown as Mutable<Machine>, 'http', guest, `forwards to ${guest.name}`, guest.place);
    }
  }
}
