import { expect, test } from 'vitest';
import {
  addGuest,
  addPublicInterface,
  addServer,
  interfaceFixture,
  type Mutable,
  placeAt,
  platformFixture,
  providedFixture,
  serviceAddressFixture,
  siteFixture,
} from '../model/fixture.ts';
import type { Guest, Machine, Network, Server, Site } from '../model/platform.ts';
import { checkPlatform, rules } from './index.ts';

const GiB = 1024 ** 3;
const place = placeAt('sites/angers/site.yaml', 7);

type Change = (site: Mutable<Site>) => void;

const guestOf = (site: Mutable<Site>, name: string) =>
  site.guests.find((guest) => guest.name === name) as Mutable<Guest>;
const serverOf = (site: Mutable<Site>, name: string) =>
  site.servers.find((server) => server.name === name) as Mutable<Server>;

function check(change: Change) {
  const { platform, site } = platformFixture();
  change(site);
  return checkPlatform(platform).map(({ code, severity, message }) => ({ code, severity, message }));
}

test('the fixture keeps every rule', () => {
  expect(check(() => {})).toEqual([]);
});

/** Each breach of a rule, and what its message must say. */
const breaches: [string, string, Change, RegExp][] = [
  [
    'check/layers',
    'a hypervisor uses a guest directly',
    (site) => {
      const provider = guestOf(site, 'icinga_nfs') as Guest;
      (site.hypervisors[0] as Mutable<Machine>).uses.push({
        service: 'ldap',
        provider,
        reason: 'test',
        place,
      });
    },
    /hv1 → icinga_nfs \(ldap\) → hv1 \(runs it\)/,
  ],
  [
    'check/layers',
    'a hypervisor uses a guest through a physical server',
    (site) => {
      const provider = guestOf(site, 'icinga_nfs') as Guest;
      serverOf(site, 'infra1').uses.push({ service: 'ldap', provider, reason: 'test', place });
    },
    /infra1 belongs to layer 1.*hv1 → infra1 \(\w+\) → icinga_nfs \(ldap\) → hv1 \(runs it\)/,
  ],
  [
    'check/virtualised',
    'a guest provides DNS',
    (site) => {
      const provider = guestOf(site, 'icinga_nfs') as Guest;
      site.services.push({ name: 'ldap', providers: [provider], place });
    },
    /ldap is a service of layer 1, and icinga_nfs/,
  ],
  [
    'check/data',
    'a container keeps homes',
    (site) => {
      const guest = guestOf(site, 'icinga_nfs');
      guest.disks.push({ ...guest.disks[0]!, name: 'homes', target: 'vdb', contents: 'homes' });
    },
    /disk homes of icinga_nfs keeps homes/,
  ],
  [
    'check/data',
    'a website lies in a container',
    (site) => {
      guestOf(site, 'web01').mounts = [];
    },
    /journal\.math\.example in \/srv\/www\/journal/,
  ],
  [
    'check/container-size',
    'a container is large',
    (site) => {
      const guest = guestOf(site, 'icinga_nfs');
      guest.disks[0] = { ...guest.disks[0]!, size: 21 * GiB };
    },
    /21GiB, more than 20GiB/,
  ],
  [
    'check/standby',
    'no standby',
    (site) => {
      guestOf(site, 'web01').standbys = [];
    },
    /web01 has no standby/,
  ],
  [
    'check/standby',
    'production is its own standby',
    (site) => {
      guestOf(site, 'web01').standbys = [site.hypervisors[0]!];
    },
    /in production and in backup on hv1/,
  ],
  [
    'check/capacity',
    'more than the survivor holds',
    (site) => {
      addGuest(site, 'large', 120).memory = 30 * GiB;
      const other = addGuest(site, 'other', 121);
      other.memory = 30 * GiB;
      other.production = site.hypervisors[1]!;
      other.standbys = [site.hypervisors[0]!];
      for (const name of ['large', 'other']) guestOf(site, name).uses.push(...site.guests[0]!.uses);
    },
    /when hv1 is lost, there is no room for/,
  ],
  [
    'check/capacity',
    'more than the host holds today',
    (site) => {
      guestOf(site, 'web01').memory = 60 * GiB;
    },
    /hv1 cannot hold its own guests/,
  ],
  [
    'check/capacity',
    'more cores than the survivor has',
    (site) => {
      guestOf(site, 'web01').cores = 65;
    },
    /hv1 cannot hold its own guests/,
  ],
  [
    'check/store-capacity',
    'a local store is too small',
    (site) => {
      site.stores[1] = Object.assign(site.stores[1]!, { size: 4 * GiB });
    },
    /local on hv1, production and standby, take 8GiB of 4GiB/,
  ],
  [
    'check/store-capacity',
    'a store on NFS is too small',
    (site) => {
      Object.assign(site.volumes.find((volume) => volume.name === 'containers')!, { size: 8 * GiB });
    },
    /take 32GiB, and its volume containers has 8GiB/,
  ],
  [
    'check/site-independence',
    'a machine uses another site',
    (site) => {
      const provider = addServer(siteFixture('lyon', 50), 'ldap1', 5, ['directory']) as Server;
      guestOf(site, 'web01').uses.push({ service: 'ldap', provider, reason: 'test', place });
    },
    /web01 of angers uses ldap of ldap1 in lyon/,
  ],
  [
    'check/interfaces',
    'no internal interface',
    (site) => {
      guestOf(site, 'icinga_nfs').interfaces = [];
    },
    /icinga_nfs has no internal interface/,
  ],
  [
    'check/interfaces',
    'public and provides nothing',
    (site) => addPublicInterface(guestOf(site, 'icinga_nfs') as Mutable<Machine>, 'eth1', 33),
    /has a public interface and provides nothing public/,
  ],
  [
    'check/interfaces',
    'provides to the world from inside',
    (site) => {
      guestOf(site, 'icinga_nfs').provides.push(...providedFixture('https', [{ kind: 'world' }]));
    },
    /provides https to the world and has no public interface/,
  ],
  [
    'check/logs',
    'no collector',
    (site) => {
      const guest = guestOf(site, 'icinga_nfs');
      guest.uses = guest.uses.filter((use) => use.service !== 'log');
    },
    /the logs of icinga_nfs stay/,
  ],
  [
    'check/mirror',
    'no mirror',
    (site) => {
      serverOf(site, 'nfs1').mirror = undefined;
    },
    /nfs1 has no mirror/,
  ],
  [
    'check/mirror',
    'its own mirror',
    (site) => {
      serverOf(site, 'nfs1').mirror = serverOf(site, 'nfs1') as Server;
    },
    /nfs1 is its own mirror/,
  ],
  [
    'check/networks',
    'the networks of a site overlap',
    (site) => {
      site.public = Object.assign(site.public!, { ipv6: 'fd00:49::/48' });
    },
    /overlaps the internal network fd00:49::\/64 of angers/,
  ],
  ...(
    [
      ['10.48.0.9', /is not in 10\.49\.0\.0\/24/],
      ['10.49.0.0', /is the address of the network/],
      ['10.49.0.255', /is the broadcast address/],
    ] as const
  ).map(([ipv4, message]): [string, string, Change, RegExp] => [
    'check/addresses',
    `the address ${ipv4}`,
    (site) => {
      guestOf(site, 'web01').interfaces = [{ ...guestOf(site, 'web01').interfaces[0]!, ipv4 }];
    },
    message,
  ]),
  [
    'check/addresses',
    "the router's address",
    (site) => {
      const [first, second] = guestOf(site, 'proxy1').interfaces;
      guestOf(site, 'proxy1').interfaces = [first!, { ...second!, ipv4: '192.0.2.62' }];
    },
    /192\.0\.2\.62 of proxy1 is the gateway of/,
  ],
  [
    'check/addresses',
    'IPv6 where there is none',
    (site) => {
      const network: Network = { ...site.internal, ipv6: undefined };
      const [first] = guestOf(site, 'web01').interfaces;
      guestOf(site, 'web01').interfaces = [{ ...first!, network }];
    },
    /the internal network has no IPv6/,
  ],
  [
    'check/unique-addresses',
    'the same address twice',
    (site) => {
      const [first] = guestOf(site, 'web01').interfaces;
      guestOf(site, 'web02').interfaces = [{ ...first!, mac: '52:54:00:00:00:fe' }];
    },
    /10\.49\.0\.102 of guest web02 of angers already belongs to guest web01/,
  ],
  [
    'check/unique-addresses',
    "a service address that is a machine's own",
    (site) => {
      serverOf(site, 'nfs1').serviceAddress = serviceAddressFixture(site, 'nfs', 22);
    },
    /10\.49\.0\.22 of server nfs2 of angers already belongs to server nfs1/,
  ],
  [
    'check/addresses',
    'a service address outside of the network',
    (site) => {
      const service = serviceAddressFixture(site, 'nfs', 20);
      serverOf(site, 'nfs1').serviceAddress = {
        ...service,
        interface: { ...service.interface, ipv4: '10.50.0.20' },
      };
    },
    /10\.50\.0\.20 of nfs1 is not in 10\.49\.0\.0\/24/,
  ],
  [
    'check/unique-names',
    'a service address with the name of a machine',
    (site) => {
      serverOf(site, 'nfs1').serviceAddress = serviceAddressFixture(site, 'web01', 20);
    },
    /web01\.angers\.plm\.example of the service address of server nfs1 of angers already belongs to guest web01/,
  ],
  [
    'check/unique-macs',
    'the same MAC twice',
    (site) => {
      const { mac } = guestOf(site, 'web01').interfaces[0]!;
      guestOf(site, 'web02').interfaces = [interfaceFixture(site.internal, 'eth0', 103, mac)];
    },
    /already belongs to guest web01/,
  ],
  [
    'check/unique-uuids',
    'the same UUID twice',
    (site) => {
      guestOf(site, 'web02').uuid = guestOf(site, 'web01').uuid;
    },
    /already belongs to guest web01/,
  ],
  [
    'check/unique-names',
    'the same name for a server and a guest',
    (site) => {
      addServer(site, 'web01', 60, ['computing']);
    },
    /web01\.angers\.plm\.example/,
  ],
  [
    'check/unique-names',
    'two names that make one class',
    (site) => {
      const guest = guestOf(site, 'web02');
      guest.className = 'web01';
    },
    /the Puppet class web01/,
  ],
  [
    'check/unique-server-names',
    'an alias in other case',
    (site) => {
      const [journal, seminar] = site.websites as Mutable<Site['websites'][number]>[];
      seminar!.aliases = [journal!.serverName.toUpperCase()];
    },
    /journal\.math\.example of website seminar .* already belongs to website journal/,
  ],
  [
    'check/unique-fsids',
    'the same fsid twice',
    (site) => {
      Object.assign(site.volumes[1]!, { fsid: site.volumes[0]!.fsid });
    },
    /the fsid 1 of volume htdocs/,
  ],
  [
    'check/ports',
    'two services on one port',
    (site) => {
      const [http] = providedFixture('http', [{ kind: 'internal' }]);
      guestOf(site, 'web01').provides.push({ ...http!, service: 'metrics', port: 79, endPort: 81 });
    },
    /metrics and http of web01 are both on tcp port 80/,
  ],
  [
    'check/public-ports',
    'one public port forwarded twice',
    (site) => {
      for (const name of ['web01', 'web02']) {
        const [ssh] = providedFixture('ssh', [{ kind: 'world' }]);
        guestOf(site, name).provides.push({ ...ssh!, forwardedPort: 2222 });
      }
    },
    /2222 for ssh of web02 already leads to ssh of web01/,
  ],
  [
    'check/public-ports',
    'a forward without a gateway',
    (site) => {
      const [ssh] = providedFixture('ssh', [{ kind: 'world' }]);
      guestOf(site, 'web01').provides.push({ ...ssh!, forwardedPort: 2222 });
      Object.assign(site.internal, { natGateway: undefined, gateway4: undefined, gateway6: undefined });
    },
    /has no NAT gateway/,
  ],
];

test.each(breaches)('%s: %s', (code, _, change, message) => {
  const found = check(change).filter((each) => each.severity === 'error');

  expect(found).toContainEqual({ code, severity: 'error', message: expect.stringMatching(message) });
});

test('every rule has a breach that it finds', () => {
  expect(new Set(breaches.map(([code]) => code))).toEqual(new Set(rules.map((rule) => rule.code)));
});

test.each([
  ['a prefix outside', '198.51.100.0/24', true],
  ['an IPv6 prefix outside', '2001:db8:77::/48', true],
  ['a part of the internal network', '10.49.0.0/28', false],
] as const)('a public interface for %s', (_, prefix, fine) => {
  const { platform, site } = platformFixture();
  const guest = guestOf(site, 'icinga_nfs');
  addPublicInterface(guest as Mutable<Machine>, 'eth1', 33);
  guest.provides.push(...providedFixture('flexlm', [{ kind: 'prefix', prefix }]));
  const codes = checkPlatform(platform).map(({ code }) => code);
  expect(codes.includes('check/interfaces')).toBe(!fine);
});

test('public ports that are forwarded apart, and the same service to two audiences, are fine', () => {
  const found = check((site) => {
    const [ssh] = providedFixture('ssh', [{ kind: 'world' }]);
    guestOf(site, 'web01').provides.push(
      { ...ssh!, forwardedPort: 2222 },
      ...providedFixture('ssh', [{ kind: 'admins' }]),
    );
    guestOf(site, 'web02').provides.push({ ...ssh!, forwardedPort: 2223 });
  });
  expect(found).toEqual([]);
});

test('a tight site is judged by a search and not by its first guess', () => {
  const found = check((site) => {
    site.hypervisors.push({
      ...site.hypervisors[0]!,
      name: 'hv3',
      fqdn: 'hv3',
      className: 'hv3',
      interfaces: [],
    });
    const [hv1, hv2, hv3] = site.hypervisors;
    const add = (name: string, n: number, memory: number, production: typeof hv1, standbys: (typeof hv1)[]) =>
      Object.assign(addGuest(site, name, n), {
        memory: memory * GiB,
        production,
        standbys,
        uses: site.guests[0]!.uses,
      });
    // The first fits only on hv2 once the second, which may go to both, is sent to hv3, where there is less room.
    for (const guest of site.guests) Object.assign(guest, { memory: GiB / 8, standbys: [hv2!, hv3!] });
    add('fills2', 130, 30, hv2, [hv3]);
    add('fills3', 131, 31, hv3, [hv2]);
    add('second', 132, 28, hv1, [hv2, hv3]);
    add('first', 133, 27, hv1, [hv2]);
  });
  expect(found.filter((each) => /hv1 is lost/.test(each.message))).toEqual([]);
});

test('a waiver turns its finding into a note with the reason', () => {
  const found = check((site) => {
    const guest = guestOf(site, 'web01');
    guest.standbys = [];
    guest.waivers.push({ code: 'check/standby', reason: 'a copy is made by hand', place });
  });
  expect(found).toEqual([
    {
      code: 'check/standby',
      severity: 'note',
      message: expect.stringContaining('(waived: a copy is made by hand)'),
    },
  ]);
});

test('a waiver that nothing needs, or of a rule that does not exist, is reported', () => {
  const found = check((site) => {
    site.waivers.push(
      { code: 'check/mirror', reason: 'x', place },
      { code: 'check/miror', reason: 'x', place },
    );
  });
  expect(found.map((each) => [each.code, each.severity])).toEqual([
    ['check/unused-waiver', 'warning'],
    ['check/unused-waiver', 'warning'],
  ]);
});
