import { expect, test } from 'vitest';
import { platformFixture } from '../../model/fixture.ts';
import type { Server, Site } from '../../model/platform.ts';
import { renderDhcp } from './index.ts';

function configs(change: (site: Site, server: (name: string) => Server) => void): Map<string, string> {
  const site = platformFixture().site as Site;
  change(site, (name) => site.servers.find((one) => one.name === name)!);
  const { contributions } = renderDhcp(site);
  return new Map(contributions.map(({ machine, files }) => [machine.name, files[0]!.content]));
}

const lines = (config: string | undefined, start: string): string[] =>
  config?.split('\n').filter((line) => line.startsWith(start)) ?? [];

test('each of two servers knows every fixed address, and the first only gives dynamic ones', () => {
  const both = configs((site, server) => {
    Object.assign(site.services.find(({ name }) => name === 'dhcp')!, {
      providers: [server('infra1'), server('nfs1')],
    });
  });
  const [first, second] = [both.get('infra1'), both.get('nfs1')];
  expect(lines(first, 'dhcp-host=')).toHaveLength(5);
  expect(lines(second, 'dhcp-host=')).toEqual(lines(first, 'dhcp-host='));
  expect(lines(first, 'dhcp-range=10.49.0.240')).toHaveLength(1);
  expect(lines(second, 'dhcp-range=10.49.0.240')).toEqual([]);
  expect(lines(first, 'ra-param=')).toEqual(['ra-param=eno1,mtu:1500,low,0,1800']);
  expect(lines(second, 'ra-param=')).toEqual(['ra-param=eno1,mtu:1500,low,0,0']);
});

test('a network without IPv6 has no advertisements, and machines on it no IPv6 addresses', () => {
  const config = configs((site) => {
    Object.assign(site.internal, { ipv6: undefined });
    for (const guest of site.guests) Object.assign(guest.interfaces[0]!, { ipv6: undefined });
  }).get('infra1');
  expect(lines(config, 'enable-ra')).toEqual([]);
  expect(lines(config, 'dhcp-host=')[0]).toBe('dhcp-host=52:54:00:00:00:65,set:public,10.49.0.101,proxy1');
});

test('large frames are announced by both protocols', () => {
  const config = configs((site) => Object.assign(site.internal, { mtu: 9000 })).get('infra1');
  expect(lines(config, 'dhcp-option=option:mtu')).toEqual(['dhcp-option=option:mtu,9000']);
  expect(lines(config, 'ra-param=')[0]).toContain(',mtu:9000,');
});
