import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contribution } from '../../src/render/contribution.ts';
import { isolated, writeFiles } from '../network/isolated.ts';
import { exampleInterfaces, fixture, interfacesOf, pathBelow, stanzasPath } from './lab.ts';

const contributions = [...interfacesOf(fixture('debian')), ...exampleInterfaces()].filter(
  ({ machine }) => machine.os.family === 'debian',
);
const titled = contributions.map((one, index) => [`${index} ${one.machine.fqdn}`, one] as const);

describe('the stanzas', () => {
  test.each(titled)('of %s are what ifupdown reads, each device once', (_, one) => {
    const { root, remove } = write(one);
    try {
      const file = pathBelow(root, one, stanzasPath);
      const names = lines(run('ifquery', ['--list', '--all', '--interfaces', file]));
      const devices = one.machine.interfaces.filter(
        ({ network }) => one.machine.kind !== 'guest' || network.name === 'public',
      );
      expect(names).toEqual(expect.arrayContaining(devices.map(({ device }) => device)));
      expect(new Set(names).size).toBe(names.length);
      run('ifup', ['--no-act', '--force', '--all', '--interfaces', file]);
    } finally {
      remove();
    }
  });

  test('of a physical machine are found from its main file', () => {
    const one = named('infra1');
    const { root, remove } = write(one);
    try {
      const output = isolated(`mount --bind ${pathBelow(root, one, '/etc/network')} /etc/network
        ifquery --list --all`);
      expect(output.trim().split('\n').toSorted()).toEqual(['eno1', 'eno2', 'lo']);
    } finally {
      remove();
    }
  });
});

interface Address {
  readonly ifname: string;
  readonly mtu: number;
  readonly operstate: string;
  readonly master?: string;
  readonly addr_info: readonly {
    readonly local: string;
    readonly prefixlen: number;
    readonly scope: string;
  }[];
}

interface Route {
  readonly dst: string;
  readonly gateway?: string;
  readonly dev: string;
}

/** Of a machine with VLANs, since the kernel of a laboratory may know none. */
test('ifup would make the VLANs of one card, and bridge them', () => {
  const one = named('hv2');
  const { root, remove } = write(one);
  try {
    const file = pathBelow(root, one, stanzasPath);
    const args = ['--no-act', '--verbose', '--force', '--all', '--interfaces', file];
    const { stderr } = spawnSync('ifup', args, { encoding: 'utf8' });
    expect(stderr).toContain('ip link add link eno1 name eno1.10 type vlan id 10;');
    expect(stderr).toContain('ip link add link eno1 name eno1.20 type vlan id 20;');
    const ports = (bridge: string) => run('ifquery', ['--interfaces', file, bridge]);
    expect(ports('br-int')).toMatch(/^bridge_ports: eno1\.10$/m);
    expect(ports('br-pub')).toMatch(/^bridge_ports: eno1\.20$/m);
    const addressed = lines(stderr).filter((line) => /\baddr add\b/.test(line));
    expect(addressed.map((line) => /addr add (\S+) .*dev (\S+)/.exec(line)!.slice(1))).toEqual([
      ['10.49.0.12/255.255.255.0', 'br-int'],
      ['fd00:49::c/64', 'br-int'],
    ]);
  } finally {
    remove();
  }
});

describe('ifup makes', () => {
  let hv1: Network;
  let infra1: Network;
  let nfs2: Network;
  let proxy1: Network;
  beforeAll(() => {
    hv1 = ifup('hv1', ['eno1', 'eno2']);
    infra1 = ifup('infra1', ['eno1', 'eno2']);
    nfs2 = ifup('nfs2', ['eno1', 'eno2']);
    proxy1 = ifup('proxy1', ['eth1']);
  });

  test('the bridges of a hypervisor, with its address on the bridge and on nothing else', () => {
    expect(hv1.addresses).toEqual({
      eno1: [],
      eno2: [],
      'br-int': ['10.49.0.11/24', 'fd00:49::b/64'],
      'br-pub': [],
    });
    expect(hv1.masters).toEqual({ eno1: 'br-int', eno2: 'br-pub' });
    expect(hv1.defaults).toEqual(['10.49.0.31 br-int', 'fd00:49::1f br-int']);
  });

  test('devices as large as their networks want them', () => {
    expect(hv1.mtu).toEqual({ eno1: 9000, eno2: 1500, 'br-int': 9000, 'br-pub': 1500 });
  });

  test('devices without IPv6 where no address is described: not even what a router would tell them', () => {
    expect(hv1.silent.toSorted()).toEqual(['br-pub', 'eno1', 'eno2']);
  });

  test('the addresses of the way out, whose own is outside', () => {
    expect(infra1.addresses).toEqual({
      eno1: ['10.49.0.31/24', 'fd00:49::1f/64'],
      eno2: ['192.0.2.5/26', '2001:db8:49::5/64'],
    });
    expect(infra1.defaults).toEqual(['192.0.2.62 eno2', '2001:db8:49::1 eno2']);
  });

  test('each version of the protocol with a way of its own', () => {
    expect(nfs2.addresses.eno2).toEqual(['192.0.2.6/26']);
    expect(nfs2.defaults).toEqual(['192.0.2.62 eno2', 'fd00:49::1f eno1']);
  });

  test('the public interface of a guest', () => {
    expect(proxy1.addresses).toEqual({ eth1: ['192.0.2.10/26', '2001:db8:49::a/64'] });
    expect(proxy1.defaults).toEqual(['192.0.2.62 eth1', '2001:db8:49::1 eth1']);
  });
});

interface Network {
  readonly addresses: Record<string, string[]>;
  readonly masters: Record<string, string>;
  readonly mtu: Record<string, number>;
  readonly silent: string[];
  readonly defaults: string[];
}

/** What `ip` sees after ifup of the fixture's machine, whose cards are ends of cables; the link-local scope left out. */
function ifup(name: string, cards: readonly string[]): Network {
  const one = named(name);
  const { root, remove } = write(one);
  const plug = cards.map(
    (card, index) =>
      `ip link add ${card} type veth peer name peer${index}; ip link set peer${index} mtu 9000 up`,
  );
  try {
    const output = isolated(`mount -t tmpfs none /run; mount -t sysfs none /sys; ${plug.join('\n')}
      ifup --all --interfaces ${pathBelow(root, one, stanzasPath)} >&2
      ip -details -json address; ip -json route; ip -json -6 route show default`);
    const [links, routes, routes6] = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    return networkOf(links, [...routes, ...routes6]);
  } finally {
    remove();
  }
}

function networkOf(all: readonly Address[], routes: readonly Route[]): Network {
  const links = all.filter(({ ifname }) => ifname !== 'lo' && !ifname.startsWith('peer'));
  const each = <T>(value: (link: Address) => T | undefined): Record<string, T> =>
    Object.fromEntries(
      links.flatMap((link) => {
        const found = value(link);
        return found === undefined ? [] : [[link.ifname, found]];
      }),
    );
  return {
    addresses: each(({ addr_info }) =>
      addr_info
        .filter(({ scope }) => scope === 'global')
        .map(({ local, prefixlen }) => `${local}/${prefixlen}`),
    ),
    masters: each(({ master }) => master),
    mtu: each(({ mtu }) => mtu),
    silent: links.filter(({ addr_info }) => addr_info.length === 0).map(({ ifname }) => ifname),
    defaults: routes.filter(({ dst }) => dst === 'default').map(({ gateway, dev }) => `${gateway} ${dev}`),
  };
}

const named = (name: string): Contribution => contributions.find(({ machine }) => machine.name === name)!;

function write(one: Contribution): ReturnType<typeof writeFiles> {
  return writeFiles(one.files.map(({ path, content }) => ({ path: `/${one.machine.fqdn}${path}`, content })));
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0 || /^(?:\S+: )?(?:error|warning)/im.test(stderr) || /:\d+: /.test(stderr))
    throw new Error(`${command}: ${status} ${stderr}`);
  return stdout;
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

afterAll(() => expect(contributions.length).toBeGreaterThan(20));
