import type { Address, Machine, ServiceAddress, Site, SiteServiceName } from '../model/platform.ts';

/** Every machine of a site that placo configures, the physical ones first. */
export function managedMachines(site: Site): Machine[] {
  return [...site.hypervisors, ...site.servers, ...site.guests].filter(({ os }) => os.managed);
}

/** The machines that provide a service to a site, in order of preference; none where nobody does. */
export function providersOf(site: Site, name: SiteServiceName): readonly Machine[] {
  return site.services.find((service) => service.name === name)?.providers ?? [];
}

/** A machine's addresses on the internal network, IPv4 first. */
export function internalAddresses(machine: Machine): Address[] {
  return addressesOf(internalInterface(machine) ?? {});
}

function addressesOf({ ipv4, ipv6 }: { readonly ipv4?: Address; readonly ipv6?: Address }): Address[] {
  return [ipv4, ipv6].filter((address) => address !== undefined);
}

/** An address of the internal network, with the names that it is known by. */
export interface NamedAddress {
  readonly address: Address;
  readonly hostname: string;
  readonly fqdn: string;
}

/** A machine's addresses on the internal network, then its service address, IPv4 first each time. */
export function namedAddresses(machine: Machine): NamedAddress[] {
  const { hostname, fqdn } = machine;
  const own = internalAddresses(machine).map((address) => ({ address, hostname, fqdn }));
  const service = machine.kind === 'server' ? machine.serviceAddress : undefined;
  return service ? [...own, ...serviceNames(service)] : own;
}

function serviceNames({ hostname, fqdn, interface: each }: ServiceAddress): NamedAddress[] {
  return addressesOf(each).map((address) => ({ address, hostname, fqdn }));
}

/** A machine's interface on the internal network. */
export function internalInterface(machine: Machine): Machine['interfaces'][number] | undefined {
  return machine.interfaces.find(({ network }) => network.name === 'internal');
}
