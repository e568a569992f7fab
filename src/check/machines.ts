import type { Interface, Machine, Platform, Site } from '../model/platform.ts';

/** Every machine of a site: hypervisors, servers, guests. */
export function machinesOf(site: Site): Machine[] {
  return [...site.hypervisors, ...site.servers, ...site.guests];
}

/** An interface and the machine that has it. */
export interface Attached {
  readonly machine: Machine;
  readonly interface: Interface;
}

/** Every interface of a platform. */
export function* attached(platform: Platform): Generator<Attached> {
  for (const site of platform.sites)
    for (const machine of machinesOf(site))
      for (const each of machine.interfaces) yield { machine, interface: each };
}

/** How messages name a machine: by name, and by site where that helps. */
export function label(machine: Machine): string {
  return `${machine.kind} ${machine.name} of ${machine.site.name}`;
}
