import type { Machine, Site } from './platform.ts';

/** Every machine of a site: hypervisors, servers, guests. */
export function machinesOf(site: Site): Machine[] {
  return [...site.hypervisors, ...site.servers, ...site.guests];
}
