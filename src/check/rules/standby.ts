import type { Guest, Platform } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';

/** A running guest is in production on one hypervisor and in backup on another, where its site has two. */
export const standby: Rule = { code: 'check/standby', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) {
    if (site.hypervisors.length < 2) continue;
    for (const guest of site.guests) if (guest.state === 'running') yield* standbysOf(guest);
  }
}

function* standbysOf(guest: Guest): Generator<Finding> {
  if (guest.standbys.length === 0)
    yield {
      subject: guest,
      message: `${guest.name} has no standby: when ${guest.production.name} is lost, nothing takes over`,
      hint: 'name one in standbys, or leave it to auto',
    };
  if (guest.standbys.includes(guest.production))
    yield {
      subject: guest,
      message: `${guest.name} is in production and in backup on ${guest.production.name}`,
      hint: 'name another hypervisor as its standby',
    };
}
