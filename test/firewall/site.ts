import { type Mutable, placeAt, platformFixture, providedFixture } from '../../src/model/fixture.ts';
import type { Audience, Guest, Machine, Provided, Site } from '../../src/model/platform.ts';
import { renderFirewall } from '../../src/render/firewall/index.ts';

/** The small platform, with every kind of audience and forwarded ports added. */
export function exampleSite(): Site {
  const { site } = platformFixture();
  const named = (name: string) =>
    [...site.servers, ...site.guests].find((one) => one.name === name)! as Mutable<Machine>;
  const web = named('web01');
  const monitor = named('icinga_nfs');
  web.provides.push(provided('svn', 3690, { kind: 'world' }, { forwardedPort: 3690 }));
  web.provides.push(provided('wiki', 8443, { kind: 'world' }, { endPort: 8444, forwardedPort: 8080 }));
  web.provides.push(...providedFixture('ssh', [{ kind: 'admins' }]));
  monitor.provides.push(...providedFixture('ssh', [{ kind: 'admins' }]));
  monitor.provides.push(...providedFixture('nrpe', [{ kind: 'machine', machine: web as Guest }]));
  monitor.provides.push(provided('flexlm', 27000, { kind: 'prefix', prefix: '203.0.113.0/24' }));
  named('nfs1').provides.push(...providedFixture('mysql', [{ kind: 'hypervisors' }]));
  return site as Site;
}

function provided(service: string, port: number, from: Audience, more: Partial<Provided> = {}): Provided {
  const place = placeAt('sites/angers/vms/web01.yaml');
  return { service, protocol: 'tcp', port, endPort: port, from: [from], place, ...more };
}

/** The rules files of each machine of a site. */
export function rulesOf(site: Site): Map<string, readonly { path: string; content: string }[]> {
  return new Map(renderFirewall(site).contributions.map(({ machine, files }) => [machine.name, files]));
}

/** The same site on networks that have no IPv6. */
export function withoutIpv6(site: Site): Site {
  for (const network of [site.internal, site.public!])
    Object.assign(network, { ipv6: undefined, gateway6: undefined });
  for (const machine of [...site.hypervisors, ...site.servers, ...site.guests])
    for (const one of machine.interfaces) Object.assign(one, { ipv6: undefined });
  return site;
}
