import type { Guest, Hypervisor, Site } from '../../model/platform.ts';
import { startOrder } from '../../model/start-order.ts';
import { type Block, commands } from './page.ts';
import { toolsOf } from './tools.ts';

/** The running guests of a site, in an order to start them. */
export function runningGuests({ guests }: Site): Guest[] {
  return startOrder(guests.filter(({ state }) => state === 'running'));
}

/** Whether a guest has a disk that each hypervisor keeps for itself. */
export function isLocal({ disks }: Guest): boolean {
  return disks.some(({ store }) => store.type === 'lvm');
}

/** The hypervisors of guests, in the order in which they come up, and the guests of each. */
export function byHost(
  guests: readonly Guest[],
  hostOf: (guest: Guest) => Hypervisor,
): [Hypervisor, Guest[]][] {
  const hosts = [...new Set(guests.map(hostOf))];
  return hosts.map((host) => [host, guests.filter((guest) => hostOf(guest) === host)]);
}

/** How guests are started on a hypervisor. */
export function starting(host: Hypervisor, guests: readonly Guest[]): Block {
  return commands(
    host,
    guests.map(({ name }) => toolsOf(host).start(name)),
  );
}
