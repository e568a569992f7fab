import type { Interface, Machine, ServiceAddress, Site } from './platform.ts';

/** Every machine of a site: hypervisors, servers, guests. */
export function machinesOf(site: Site): Machine[] {
  return [...site.hypervisors, ...site.servers, ...site.guests];
}

/** What addresses hang on: a machine, or the draft of one. */
interface Addressed {
  readonly interfaces: readonly Interface[];
  readonly serviceAddress?: ServiceAddress;
}

/** What has the addresses that a machine claims: its interfaces, and the service address of a server. */
export function addressed(machine: Addressed): Interface[] {
  const service = machine.serviceAddress?.interface;
  return service ? [...machine.interfaces, service] : [...machine.interfaces];
}
