import { machinesOf } from '../../model/machines.ts';
import type { Machine, Platform, Use } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';

/** Sites depend on no other site, the off-site backup apart: each must live while all the others are down. */
export const siteIndependence: Rule = { code: 'check/site-independence', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites)
    for (const machine of machinesOf(site))
      for (const use of machine.uses) if (isForeign(machine, use)) yield finding(machine, use);
}

function isForeign(machine: Machine, use: Use): boolean {
  const offsiteBackup = use.service === 'backup' && use.provider === machine.site.offsiteBackup;
  return use.provider.site !== machine.site && !offsiteBackup;
}

function finding(machine: Machine, use: Use): Finding {
  const { provider } = use;
  return {
    subject: machine,
    message: `${machine.name} of ${machine.site.name} uses ${use.service} of ${provider.name} in ${provider.site.name}`,
    place: use.place,
    hint: `let a machine of ${machine.site.name} provide ${use.service}`,
    related: [{ place: provider.place, message: `${provider.name} is described here` }],
  };
}
