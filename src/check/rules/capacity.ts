import type { Guest, Hypervisor, Platform, Site } from '../../model/platform.ts';
import { formatSize } from '../../model/size.ts';
import { productionOf, roomOf, sum, takeoverOf } from '../../model/takeover.ts';
import type { Finding, Rule } from '../rule.ts';

/**
 * After the loss of any one hypervisor, the others hold all the running guests: in memory and cores, with the
 * overcommit that each allows, and each guest on one of its own standbys.
 */
export const capacity: Rule = { code: 'check/capacity', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) {
    const full = site.hypervisors.filter((host) => Object.values(roomOf(host)).some((free) => free < 0));
    for (const host of full) yield overfull(host);
    if (full.length > 0 || site.hypervisors.length < 2) continue;
    for (const lost of site.hypervisors) yield* afterLossOf(lost, site);
  }
}

function overfull(host: Hypervisor): Finding {
  const own = productionOf(host);
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

function* afterLossOf(lost: Hypervisor, { hypervisors }: Site): Generator<Finding> {
  const { left } = takeoverOf(lost);
  const others = hypervisors.filter((host) => host !== lost);
  if (left.length > 0) yield homeless(lost, left, others);
}

function homeless(lost: Hypervisor, left: readonly Guest[], others: readonly Hypervisor[]): Finding {
  const names = left.map((guest) => guest.name).join(', ');
  const free = others.map((host) => {
    const { memory, cores } = roomOf(host);
    return `${host.name} ${formatSize(memory)} and ${cores} cores`;
  });
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
