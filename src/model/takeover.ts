import { pack } from './packing.ts';
import type { Guest, Hypervisor } from './platform.ts';

/** Who takes over the guests of a hypervisor that is lost. */
export interface Takeover {
  readonly hosts: ReadonlyMap<Guest, Hypervisor>;
  /** Guests with standbys, none of which has room beside what else it has to take. */
  readonly left: readonly Guest[];
}

/** What a hypervisor has left beside its production guests, negative when overfull. */
export interface Room {
  /** Bytes, with the overcommit that it allows. */
  readonly memory: number;
  readonly cores: number;
}

/** The room of a hypervisor. */
export function roomOf(host: Hypervisor): Room {
  const own = productionOf(host);
  return {
    memory: (host.memory - host.reservedMemory) * host.memoryOvercommit - sum(own, 'memory'),
    cores: host.cores * host.coreOvercommit - sum(own, 'cores'),
  };
}

/** The running guests in production on a hypervisor. */
export function productionOf(host: Hypervisor): Guest[] {
  return host.site.guests.filter((guest) => guest.state === 'running' && guest.production === host);
}

/** The memory or the cores of some guests. */
export function sum(guests: readonly Guest[], what: 'memory' | 'cores'): number {
  return guests.reduce((total, guest) => total + guest[what], 0);
}

/** Gives each running guest of a hypervisor that is lost to one of its standbys, in memory and in cores. */
export function takeoverOf(lost: Hypervisor): Takeover {
  const others = lost.site.hypervisors.filter((host) => host !== lost);
  const room = new Map(others.map((host) => [host, sizesOf(roomOf(host))]));
  const items = productionOf(lost)
    .map((guest) => ({
      guest,
      sizes: sizesOf(guest),
      candidates: guest.standbys.filter((host) => host !== lost),
    }))
    .filter((item) => item.candidates.length > 0);
  const { placed, left } = pack<Hypervisor, (typeof items)[number]>(items, room);
  return {
    hosts: new Map([...placed].map(([{ guest }, host]) => [guest, host])),
    left: left.map(({ guest }) => guest),
  };
}

const sizesOf = ({ memory, cores }: Room): number[] => [memory, cores];
