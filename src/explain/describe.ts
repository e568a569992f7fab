import type { Audience, Guest, Hypervisor, Interface, Machine, Provided, Server } from '../model/platform.ts';
import { formatSize } from '../model/size.ts';

/** A value of a description: plain data, references as names, sizes as text with a unit. */
export type Fact = string | number | boolean | readonly Fact[] | { readonly [key: string]: Fact | undefined };

/** A machine as plain data: what is filled in, decided and implied, for people and programs to read. */
export function describeMachine(machine: Machine): { readonly [key: string]: Fact | undefined } {
  return {
    name: machine.name,
    kind: machine.kind,
    site: machine.site.name,
    description: machine.description,
    fqdn: machine.fqdn,
    os: machine.os.title,
    cores: machine.cores,
    memory: formatSize(machine.memory),
    ...kindFacts(machine),
    interfaces: machine.interfaces.map(describeInterface),
    provides: machine.provides.map(describeProvided),
    uses: machine.uses.map(({ service, provider, reason }) => ({
      service,
      provider: nameIn(machine, provider),
      reason,
    })),
    mounts: machine.mounts.map(({ volume, directory, path, readOnly }) => ({
      volume: volume.name,
      directory: directory || undefined,
      path,
      readOnly: readOnly || undefined,
    })),
    waivers: machine.waivers.map(({ code, reason }) => ({ code, reason })),
    place: `${machine.place.file}:${machine.place.line}`,
  };
}

function kindFacts(machine: Machine): { readonly [key: string]: Fact | undefined } {
  if (machine.kind === 'hypervisor') return hypervisorFacts(machine);
  return machine.kind === 'server' ? serverFacts(machine) : guestFacts(machine);
}

function hypervisorFacts(hypervisor: Hypervisor) {
  const guests = hypervisor.site.guests.filter(({ production }) => production === hypervisor);
  const standby = hypervisor.site.guests.filter(({ standbys }) => standbys.includes(hypervisor));
  return {
    virtualization: hypervisor.virtualization,
    cpuModel: hypervisor.cpuModel,
    reservedMemory: formatSize(hypervisor.reservedMemory),
    memoryOvercommit: hypervisor.memoryOvercommit,
    coreOvercommit: hypervisor.coreOvercommit,
    guests: guests.map(({ name }) => name),
    standbyFor: standby.map(({ name }) => name),
  };
}

function serverFacts(server: Server) {
  const volumes = server.site.volumes.filter((volume) => volume.server === server);
  return {
    roles: server.roles,
    mirror: server.mirror?.name,
    serviceAddress: serviceFacts(server),
    volumes: volumes.map(({ name, path, size, contents }) => ({
      name,
      path,
      size: formatSize(size),
      contents,
    })),
  };
}

function serviceFacts({ serviceAddress }: Server) {
  if (!serviceAddress) return undefined;
  const { ipv4, ipv6 } = serviceAddress.interface;
  return { name: serviceAddress.fqdn, ipv4, ipv6 };
}

function guestFacts(guest: Guest) {
  const { bytesPerSecond } = guest.io;
  return {
    state: guest.state,
    autostart: guest.autostart,
    roles: guest.roles,
    production: guest.production.name,
    standbys: guest.standbys.map(({ name }) => name),
    uuid: guest.uuid,
    cpu: { ...guest.cpu },
    io: {
      ...guest.io,
      bytesPerSecond: bytesPerSecond === undefined ? undefined : formatSize(bytesPerSecond),
    },
    disks: guest.disks.map(({ name, size, store, target, contents }) => ({
      name,
      size: formatSize(size),
      store: store.name,
      target,
      contents,
    })),
    websites: guest.websites.map(({ serverName }) => serverName),
  };
}

function describeInterface({ network, device, ipv4, ipv6, mac }: Interface) {
  return { network: network.name, device, ipv4, ipv6, mac };
}

function describeProvided({ service, protocol, port, endPort, from, forwardedPort }: Provided) {
  const ports = endPort === port ? String(port) : `${port}-${endPort}`;
  return { service, port: `${protocol}/${ports}`, from: from.map(describeAudience), forwardedPort };
}

function describeAudience(audience: Audience): string {
  if (audience.kind === 'machine') return audience.machine.name;
  return audience.kind === 'prefix' ? audience.prefix : audience.kind;
}

/** A machine's name as another one of its site would say it. */
function nameIn(machine: Machine, other: Machine): string {
  return other.site === machine.site ? other.name : `${other.site.name}/${other.name}`;
}
