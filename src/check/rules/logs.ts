import type { Platform } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';

/** Logs leave the guest: none are kept in a container, so each guest has a collector to send them to. */
export const logs: Rule = { code: 'check/logs', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) {
    for (const guest of site.guests) {
      if (guest.state !== 'running' || guest.uses.some((use) => use.service === 'log')) continue;
      yield {
        subject: guest,
        message: `the logs of ${guest.name} stay in its container: ${site.name} has no collector that it uses`,
        hint: "name a physical server under 'services: log' of the site",
      };
    }
  }
}
