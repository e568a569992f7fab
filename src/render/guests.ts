import type { Guest, Hypervisor } from '../model/platform.ts';

/** The guests that a hypervisor knows: those in production there, and those it stands by for. */
export function guestsOn(hypervisor: Hypervisor): Guest[] {
  const { guests } = hypervisor.site;
  return guests.filter(
    ({ production, standbys }) => production === hypervisor || standbys.includes(hypervisor),
  );
}

/** Whether a hypervisor starts a guest when it comes up: only the one in production does, and never a template. */
export function startsAtBoot(guest: Guest, hypervisor: Hypervisor): boolean {
  return guest.autostart && guest.state === 'running' && guest.production === hypervisor;
}
