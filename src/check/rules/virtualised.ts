import type { Platform, SiteServiceName } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';

/** What hypervisors need to start is not virtualised: NFS, LDAP, DNS, DHCP, NTP, logs and configuration stay physical. */
export const virtualised: Rule = { code: 'check/virtualised', find };

const needed: ReadonlySet<SiteServiceName> = new Set([
  'dns',
  'dhcp',
  'ntp',
  'ldap',
  'log',
  'puppet',
  'backup',
]);

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) {
    for (const service of site.services) {
      if (!needed.has(service.name)) continue;
      for (const provider of service.providers) {
        if (provider.kind !== 'guest') continue;
        yield {
          subject: site,
          message: `${service.name} is a service of layer 1, and ${provider.name}, which provides it, is a guest`,
          place: service.place,
          hint: 'name a physical server in its place',
          related: [{ place: provider.place, message: `${provider.name} is described here` }],
        };
      }
    }
  }
}
