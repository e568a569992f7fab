import { expect, test } from 'vitest';
import {
  addGuest,
  addPublicInterface,
  type Mutable,
  platformFixture,
  providedFixture,
} from '../../model/fixture.ts';
import { operatingSystems } from '../../model/os.ts';
import type { Audience, Guest, Machine, Site } from '../../model/platform.ts';
import { renderFirewall, ruleSet } from './index.ts';
import { formatRuleSet } from './rules.ts';

const text = (machine: Machine, family: 4 | 6): string => formatRuleSet(ruleSet(machine, family));

test('a range that is forwarded elsewhere is translated port by port', () => {
  const { site } = platformFixture();
  const guest = site.guests.find(({ name }) => name === 'web01') as Mutable<Guest>;
  guest.provides.push({
    ...{ service: 'wiki', protocol: 'tcp', port: 8443, endPort: 8444, from: [{ kind: 'world' }] },
    ...{ forwardedPort: 9000, place: guest.place },
  });
  const gateway = site.internal.natGateway!;
  expect(text(gateway, 4)).toMatch(
    /--dport 9000 -j DNAT --to-destination \S+:8443\n.*--dport 9001 .*:8444\n/,
  );
  expect(text(gateway, 6)).toMatch(/--dport 9001 -j DNAT --to-destination "\[\S+\]:8444"/);
});

test('IPv6 addresses that are valid outside are routed, not translated', () => {
  const { site } = platformFixture();
  const internal = Object.assign(site.internal, { ipv6: '2001:db8:49:1::/64' });
  for (const machine of [...site.servers, ...site.guests])
    Object.assign(machine.interfaces[0]!, {
      ipv6: machine.interfaces[0]!.ipv6!.replace('fd00:49::', '2001:db8:49:1::'),
    });
  const guest = site.guests.find(({ name }) => name === 'web01') as Mutable<Guest>;
  guest.provides.push(...providedFixture('svn', [{ kind: 'world' }]));
  const rules = text(internal.natGateway!, 6);
  expect(rules).not.toContain('MASQUERADE');
  expect(rules).toMatch(/-i eno2 -s ::\/0 -o eno1 -d 2001:db8:49:1::\S+ -p tcp --dport 3690 /);
});

test('a machine of another site is known by its public address, or by that of its gateway', () => {
  const here = platformFixture().site;
  const there = platformFixture().site;
  const inside = there.guests[1]!;
  const outside = addGuest(there, 'mirror', 120);
  addPublicInterface(outside as Mutable<Machine>, 'eth1', 12);
  const target = here.guests[0] as Mutable<Guest>;
  const from: Audience[] = [inside, outside].map((machine) => ({
    kind: 'machine',
    machine: machine as Guest,
  }));
  target.provides = providedFixture('rsync', from);
  expect(text(target as Guest, 4).match(/-i eth1 -s \S+ -p tcp --dport 873/g)).toEqual([
    '-i eth1 -s 192.0.2.5 -p tcp --dport 873',
    '-i eth1 -s 192.0.2.12 -p tcp --dport 873',
  ]);
});

test('administrators within the internal network, or around it, come in where they are', () => {
  const { site } = platformFixture();
  site.admins = ['10.49.0.64/28', '10.0.0.0/8'];
  const ssh = text(site.internal.natGateway!, 4).match(/-i \S+ -s \S+ -p tcp --dport 22/g);
  expect(ssh).toEqual([
    '-i eno1 -s 10.49.0.64/28 -p tcp --dport 22',
    '-i eno1 -s 10.0.0.0/8 -p tcp --dport 22',
    '-i eno2 -s 10.0.0.0/8 -p tcp --dport 22',
  ]);
});

test('systems that placo only hosts have no rules, and names of packages follow the distribution', () => {
  const { site } = platformFixture();
  site.guests[0] = { ...site.guests[0]!, os: operatingSystems.centos6 };
  site.guests[1] = { ...site.guests[1]!, os: operatingSystems.rocky9 };
  const { contributions } = renderFirewall(site as Site);
  expect(contributions.find(({ machine }) => machine.name === site.guests[0]!.name)).toBeUndefined();
  const rocky = contributions.find(({ machine }) => machine.name === site.guests[1]!.name)!;
  expect(rocky.parameters).toMatchObject({ packages: ['iptables-nft'], rivals: ['firewalld', 'nftables'] });
  site.guests[1] = { ...site.guests[1]!, os: operatingSystems.rocky10 };
  const newer = renderFirewall(site as Site).contributions.find(({ machine }) => machine === site.guests[1])!;
  expect(newer.parameters.packages).toContain('kernel-modules-extra');
});

test('a value that no rule can hold is a diagnostic, and the other machines have their rules', () => {
  const { site } = platformFixture();
  const guest = site.guests.find(({ name }) => name === 'web01') as Mutable<Guest>;
  guest.provides[0] = { ...guest.provides[0]!, service: 'two\nlines' };
  const { contributions, diagnostics } = renderFirewall(site as Site);
  expect(diagnostics).toMatchObject([{ code: 'render/inexpressible', place: guest.place }]);
  expect(contributions).toHaveLength(site.hypervisors.length + site.servers.length + site.guests.length - 1);
});

test('what no rule lets in or through is dropped, in both families', () => {
  const { site } = platformFixture();
  const machines: Machine[] = [...site.hypervisors, ...site.servers, ...site.guests];
  for (const machine of machines)
    for (const family of [4, 6] as const)
      for (const chain of ['INPUT', 'FORWARD'])
        expect(text(machine, family)).toContain(`\n:${chain} DROP [0:0]\n`);
});
