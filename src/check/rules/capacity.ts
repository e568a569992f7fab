import type { Guest, Hypervisor, Platform, Site } from '../../model/platform.ts';
import { formatSize } from '../../model/size.ts';
import { unplaced } from '../packing.ts';
import type { Finding, Rule } from '../rule.ts';

/**
 * After the loss of any one hypervisor, the others hold all the running guests: in memory and cores, with the
 * overcommit that each allows, and each guest on one of its own standbys.
 */
export const capacity: Rule = { code: 'check/capacity', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) {
    const full = site.hypervisors.filter((host) => roomOf(host, running(site)).some((free) => free < 0));
    for (const host of full) yield overfull(host, running(site));
    if (full.length > 0 || site.hypervisors.length < 2) continue;
    for (const lost of site.hypervisors) yield* afterLossOf(lost, site);
  }
}

function running(site: Site): Guest[] {
  return site.guests.filter((guest) => guest.state === 'running');
}

/** Memory in bytes and cores that a hypervisor has left beside its production guests; negative when overfull. */
function roomOf(host: Hypervisor, guests: readonly Guest[]): number[] {
  const own = guests.filter((guest) => guest.production === host);
  const memory = (host.memory - host.reservedMemory) * host.memoryOvercommit;
  const cores = host.cores * host.coreOvercommit;
  return [memory - sum(own, 'memory'), cores - sum(own, 'cores')];
}

function sum(guests: readonly Guest[], what: 'memory' | 'cores'): number {
  return guests.reduce((total, guest) => total + guest[what], 0);
}

function overfull(host: Hypervisor, guests: readonly Guest[]): Finding {
  const own = guests.filter((guest) => guest.production === host);
  return {
    subject: host,
    message: `${host.name} cannot hold its own guests: ${formatSize(sum(own, 'memory'))} and ${sum(own, 'cores')} cores on ${describe(host)}`,
    hint: 'move guests to another hypervisor, or give them less',
    related: own.map((guest) => ({
      place: guest.place,
      message: `${guest.name} takes ${formatSize(guest.memory)}`,
    })),
  };
}

function* afterLossOf(lost: Hypervisor, site: Site): Generator<Finding> {
  const guests = running(site);
  const others = site.hypervisors.filter((host) => host !== lost);
  const room = new Map(others.map((host) => [host, roomOf(host, guests)]));
  const items = guests
    .filter((guest) => guest.production === lost)
    .map((guest) => ({
      guest,
      sizes: [guest.memory, guest.cores],
      candidates: guest.standbys.filter((host) => host !== lost),
    }))
    .filter((item) => item.candidates.length > 0);
  const left = unplaced<Hypervisor, (typeof items)[number]>(items, room).map((item) => item.guest);
  if (left.length > 0) yield homeless(lost, left, room);
}

function homeless(
  lost: Hypervisor,
  left: readonly Guest[],
  room: ReadonlyMap<Hypervisor, readonly number[]>,
): Finding {
  const names = left.map((guest) => guest.name).join(', ');
  const free = [...room].map(
    ([host, [memory, cores]]) => `${host.name} ${formatSize(memory!)} and ${cores} cores`,
  );
  return {
    subject: lost,
    message: `when ${lost.name} is lost, there is no room for ${names}; free: ${free.join(', ')}`,
    hint: 'give guests less, allow more standbys, or add a hypervisor',
    related: left.map((guest) => ({
      place: guest.place,
      message: `${guest.name} takes ${formatSize(guest.memory)} and ${guest.cores} cores`,
    })),
  };
}

function describe(host: Hypervisor): string {
  const kept = formatSize(host.reservedMemory);
  return `${formatSize(host.memory)} (${kept} of them its own) and ${host.cores} cores`;
}
