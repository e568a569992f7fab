import type { Guest, Hypervisor, Site } from '../model/platform.ts';

/** The guests that each hypervisor of a site knows: those in production there, and those it stands by for. */
export function guestsByHost({ hypervisors, guests }: Site): ReadonlyMap<Hypervisor, readonly Guest[]> {
  const known = new Map<Hypervisor, Guest[]>(hypervisors.map((host) => [host, []]));
  for (const guest of guests)
    for (const host of new Set([guest.production, ...guest.standbys])) known.get(host)?.push(guest);
  return known;
}

/** Whether a hypervisor starts a guest when it comes up: only the one in production does, and never a template. */
export function startsAtBoot(guest: Guest, hypervisor: Hypervisor): boolean {
  return guest.autostart && guest.state === 'running' && guest.production === hypervisor;
}
