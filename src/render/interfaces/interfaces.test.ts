import { describe, expect, test } from 'vitest';
import { type Mutable, platformFixture } from '../../model/fixture.ts';
import { operatingSystems } from '../../model/os.ts';
import type { Machine, Site } from '../../model/platform.ts';
import type { Rendered } from '../contribution.ts';
import { ifupdown } from '../quote/ifupdown.ts';
import { keyfile } from '../quote/keyfile.ts';
import { Inexpressible, type Language } from '../quote/language.ts';
import { type Device, devicesOf } from './devices.ts';
import { renderInterfaces } from './index.ts';

function siteWith(change: (site: Mutable<Site>) => void = () => {}): Mutable<Site> {
  const { site } = platformFixture();
  change(site);
  return site;
}

const machineOf = (site: Mutable<Site>, name: string): Mutable<Machine> =>
  [...site.hypervisors, ...site.servers, ...site.guests].find((one) => one.name === name) as Mutable<Machine>;

const deviceOf = (machine: Machine, name: string): Device | undefined =>
  devicesOf(machine).find((device) => device.name === name);

describe('the default route', () => {
  test('leads through the NAT gateway where a machine is internal only', () => {
    const { ipv4, ipv6 } = deviceOf(machineOf(siteWith(), 'nfs1'), 'eno1')!;
    expect([ipv4, ipv6]).toEqual([
      { address: '10.49.0.21/24', gateway: '10.49.0.31' },
      { address: 'fd00:49::15/64', gateway: 'fd00:49::1f' },
    ]);
  });

  test('leads outside where a machine is there, and never to the machine itself', () => {
    const gateway = machineOf(siteWith(), 'infra1');
    expect(deviceOf(gateway, 'eno1')!.ipv4!.gateway).toBeUndefined();
    expect(deviceOf(gateway, 'eno2')!.ipv4!.gateway).toBe('192.0.2.62');
    gateway.interfaces.pop();
    expect(deviceOf(gateway, 'eno1')!.ipv4!.gateway).toBeUndefined();
  });
});

describe('guests', () => {
  test('have the public interface configured, the internal one by DHCP', () => {
    const guest = machineOf(siteWith(), 'proxy1');
    expect(devicesOf(guest).map(({ name }) => name)).toEqual(['eth1']);
  });

  test('without a public interface, or that are only hosted, have no files', () => {
    const site = siteWith((one) => {
      Object.assign(machineOf(one, 'proxy1'), { os: operatingSystems.centos6 });
    });
    const machines = renderInterfaces(site).contributions.map(({ machine }) => machine.kind);
    expect(machines).toEqual(['hypervisor', 'hypervisor', 'server', 'server', 'server']);
  });
});

describe('VLANs', () => {
  test('are made where the name of a device has a tag, on a card that is up and large enough', () => {
    const site = siteWith((one) => Object.assign(one.internal, { mtu: 9000 }));
    const machine = machineOf(site, 'infra1');
    Object.assign(machine.interfaces[0]!, { device: 'eno1.10' });
    Object.assign(machine.interfaces[1]!, { device: 'eno1.20' });
    expect(devicesOf(machine).map(({ name, mtu, link }) => [name, mtu, link])).toEqual([
      ['eno1', 9000, { kind: 'card' }],
      ['eno1.10', 9000, { kind: 'vlan', parent: 'eno1', id: 10 }],
      ['eno1.20', 1500, { kind: 'vlan', parent: 'eno1', id: 20 }],
    ]);
  });

  test('may share a card with a network that has no tag', () => {
    const machine = machineOf(siteWith(), 'infra1');
    Object.assign(machine.interfaces[1]!, { device: 'eno1.20' });
    expect(devicesOf(machine).map(({ name }) => name)).toEqual(['eno1', 'eno1.20']);
  });

  test('with another tag than their network are refused, where the machine is', () => {
    const site = siteWith((one) => {
      Object.assign(machineOf(one, 'nfs1').interfaces[0]!, { device: 'eno1.99' });
    });
    const { diagnostics, contributions } = renderInterfaces(site);
    expect(diagnostics).toMatchObject([
      {
        code: 'render/inexpressible',
        place: machineOf(site, 'nfs1').place,
        hint: 'the internal network is VLAN 10',
      },
    ]);
    expect(contributions.map(({ machine }) => machine.name)).not.toContain('nfs1');
  });
});

describe('profiles of NetworkManager', () => {
  const onRocky = (): Rendered =>
    renderInterfaces(
      siteWith((site) => {
        for (const one of [...site.hypervisors, ...site.servers])
          Object.assign(one, { os: operatingSystems.rocky9 });
      }),
    );
  const files = onRocky().contributions.flatMap((one) => one.files);
  const profiles = files.filter(({ path }) => path.endsWith('.nmconnection'));
  const uuids = profiles.map(({ content }) => /^uuid=(.+)$/m.exec(content)?.[1]);

  test('have identities of their own, the same each time', () => {
    expect(new Set(uuids).size).toBe(profiles.length);
    for (const uuid of uuids)
      expect(uuid).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(onRocky().contributions.flatMap((one) => one.files)).toEqual(files);
  });

  test('make a card a port of its bridge, which has the address', () => {
    const content = (name: string): string =>
      profiles.find(({ path }) => path.endsWith(`/placo-${name}.nmconnection`))!.content;
    expect(content('eno1')).toContain('\nmaster=br-int\nslave-type=bridge\n');
    expect(content('eno1')).not.toContain('[ipv4]');
    expect(content('br-int')).toContain(
      '[ipv4]\nmethod=manual\naddress1=10.49.0.11/24\ngateway=10.49.0.31\n',
    );
    expect(content('br-pub')).toContain('[ipv4]\nmethod=disabled\n\n[ipv6]\nmethod=disabled\n');
  });

  test('are for nobody else to read', () => {
    const rocky = onRocky().contributions.filter(({ machine }) => machine.os.family === 'redhat');
    expect(rocky.map(({ parameters }) => parameters.mode)).toEqual(rocky.map(() => '0600'));
  });
});

test.each<Language>([ifupdown, keyfile])('$name take no value that would be read as another', ({ quote }) => {
  for (const value of ['eno1', 'bond0.10', 'br-int', 'fd00:49::b/64', '10.49.0.11/24'])
    expect(quote(value)).toBe(value);
  for (const value of ['', 'a b', 'a\nup reboot', 'a\\', '#a', 'a;b', '[a]', '$(reboot)', 'a\u2028b'])
    expect(() => quote(value), JSON.stringify(value)).toThrow(Inexpressible);
});
