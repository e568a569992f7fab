import { describe, expect, test } from 'vitest';
import { checkPlatform } from '../check/index.ts';
import type { Guest, Site } from '../model/platform.ts';
import { readDocuments } from '../read/documents.ts';
import { ruleSet } from '../render/firewall/index.ts';
import { formatRuleSet } from '../render/firewall/rules.ts';
import type { SiteLock } from './lock.ts';
import { explain } from './origins.ts';
import { type DecisionOptions, type Resolution, resolve } from './resolve.ts';

const platform = `name: plm
contact: admin@plm.example
defaults:
  site: {admins: [198.51.100.0/28, 198.51.100.77]}
  hypervisor: {memory: 64GiB, cores: 16}
  guest: {memory: 3GiB}
`;

const site = `domain: angers.plm.example
defaults:
  guest: {cores: 2, cpu: {shares: 512}}
networks:
  internal: {ipv4: 10.49.0.0/24, ipv6: "fd00:49::/64", nat: infra1, reserved: [10.49.0.1-10.49.0.9, 10.49.0.12], dynamic_range: {from: 10.49.0.16, to: 10.49.0.250}}
  public: {ipv4: 192.0.2.0/26, gateway4: 192.0.2.1}
hypervisors:
  hv1: {interfaces: {internal: {device: eno1, ipv4: 10.49.0.11}}}
  hv2: {interfaces: {internal: {device: eno1, ipv4: 10.49.0.13}}}
servers:
  nfs1: {roles: [nfs], mirror: nfs2, interfaces: {internal: {device: eno1, ipv4: 10.49.0.251}}}
  nfs2: {roles: [mirror], interfaces: {internal: {device: eno1, ipv4: 10.49.0.252}}}
  infra1: {interfaces: {internal: {device: eno1, ipv4: 10.49.0.253, ipv6: "fd00:49::253"}, public: {device: eno2, ipv4: 192.0.2.2}}}
services: {dns: [infra1]}
stores:
  containers: {type: nfs, volume: images}
volumes:
  images: {server: nfs1, size: 1TiB, contents: containers}
  htdocs: {server: nfs1, size: 1TiB, contents: htdocs}
`;

const base: Record<string, string> = {
  'sites/platform.yaml': platform,
  'sites/angers/site.yaml': site,
  'sites/angers/vms/a.yaml': 'description: a\n',
};

const webGuest = 'description: g\nroles: [web_hosting]\nmounts: [{volume: htdocs, path: /srv/www}]\n';
const vm = (name: string) => `sites/angers/vms/${name}.yaml`;
const web = (name: string) => `sites/angers/websites/${name}.yaml`;
const lockFile = 'sites/angers/placo.lock.yaml';
const siteFile = 'sites/angers/site.yaml';

function run(changes: Record<string, string> = {}, options: DecisionOptions = {}): Resolution {
  const encoder = new TextEncoder();
  const files = Object.entries({ ...base, ...changes }).map(
    ([file, text]) => [file, encoder.encode(text)] as const,
  );
  const documents = readDocuments(new Map(files));
  const resolution = resolve(documents.value, options);
  return { ...resolution, diagnostics: [...documents.diagnostics, ...resolution.diagnostics] };
}

const only = (resolution: Resolution): Site => resolution.platform.sites[0]!;
const guest = (resolution: Resolution, name: string): Guest =>
  only(resolution).guests.find((one) => one.name === name)!;
const address = (resolution: Resolution, name: string) => guest(resolution, name).interfaces[0]!.ipv4;

/** What is reported, as `line:column code message`. */
function problems(changes: Record<string, string>): string[] {
  return run(changes).diagnostics.map(
    ({ place, code, message }) => `${place!.line}:${place!.column} ${code} ${message}`,
  );
}

describe('defaults', () => {
  test('an object over its site, its site over the platform, the platform over the schema', () => {
    const a = guest(run({ [vm('a')]: 'description: a\ncpu: {limit: 1.5}\n' }), 'a');
    expect([a.memory, a.cores, a.cpu, a.io.weight]).toEqual([
      3 * 1024 ** 3,
      2,
      { shares: 512, limit: 1.5 },
      500,
    ]);
    expect(only(run()).admins).toEqual(['198.51.100.0/28', '198.51.100.77/32']);
  });

  test('every value says where it came from', () => {
    const resolution = run({ [vm('a')]: 'description: a\ncpu: {limit: 1.5}\n' });
    const origins = new Map(
      explain(resolution.origins, guest(resolution, 'a')).map((value) => [value.pointer, value]),
    );
    const from = (pointer: string) => {
      const { origin } = origins.get(pointer)!;
      return origin.kind === 'source' ? `${origin.place.file}:${origin.place.line}` : origin.kind;
    };
    expect(from('/cpu/limit')).toBe('sites/angers/vms/a.yaml:2');
    expect(from('/cpu/shares')).toBe('sites/angers/site.yaml:3');
    expect(from('/memory')).toBe('sites/platform.yaml:6');
    expect(from('/io/weight')).toBe('schema default');
    expect(from('/production')).toBe('decided');
    expect(from('/uuid')).toBe('derived');
    expect(origins.get('/production')!.value).toBe('hv1');
  });

  test('what has no default anywhere is asked for', () => {
    const text = platform.replace(/ {2}hypervisor.*\n/, '');
    expect(problems({ 'sites/platform.yaml': text })).toEqual(
      ['hv1', 'hv2'].flatMap((name, index) => [
        `${8 + index}:3 resolve/missing-value The hypervisor '${name}' has no memory.`,
        `${8 + index}:3 resolve/missing-value The hypervisor '${name}' has no cores.`,
      ]),
    );
  });
});

describe('addresses', () => {
  test('the lowest free ones, neither reserved nor dynamic, in the order of names', () => {
    const resolution = run({
      [vm('b')]: 'description: b\npublic: auto\n',
      [vm('c')]: 'description: c\ninternal: {ipv4: 10.49.0.10}\n',
    });
    expect(['a', 'b', 'c'].map((name) => address(resolution, name))).toEqual([
      '10.49.0.14',
      '10.49.0.15',
      '10.49.0.10',
    ]);
    expect(guest(resolution, 'b').interfaces[1]!.ipv4).toBe('192.0.2.3');
    expect(guest(resolution, 'a').interfaces[0]!.ipv6).toBe('fd00:49::14');
    expect(resolution.diagnostics).toEqual([]);
  });

  test('never that of a service', () => {
    const service = 'service_address: {name: nfs, ipv4: 10.49.0.10, ipv6: "fd00:49::14"}';
    const resolution = run({ [siteFile]: site.replace('mirror: nfs2', `mirror: nfs2, ${service}`) });
    expect(guest(resolution, 'a').interfaces[0]).toMatchObject({ ipv4: '10.49.0.14', ipv6: 'fd00:49::15' });
    expect(resolution.diagnostics).toEqual([]);
  });

  test('a full network is reported once', () => {
    const guests = Object.fromEntries(
      ['b', 'c', 'd', 'e', 'f'].map((name) => [vm(name), `description: ${name}\n`]),
    );
    expect(problems(guests)).toEqual([
      '5:3 resolve/exhausted The internal network has no free address for e and 1 other guests.',
    ]);
  });

  test('the default route of the internal network is its NAT gateway', () => {
    const { internal } = only(run());
    expect([internal.gateway4, internal.gateway6, internal.natGateway!.name]).toEqual([
      '10.49.0.253',
      'fd00:49::253',
      'infra1',
    ]);
  });
});

describe('the lock', () => {
  const first = run({ [vm('m')]: 'description: m\n' });
  const lock = first.locks[0]!.content;

  test('records what was decided, and nothing changes with it', () => {
    expect(lock).toContain(
      '  m:\n    production: hv2\n    standbys: [hv1]\n    internal: {ipv4: 10.49.0.14,',
    );
    const again = run({ [vm('m')]: 'description: m\n', [lockFile]: lock });
    expect(again.locks[0]).toEqual({ ...first.locks[0], changes: [] });
    expect(again.diagnostics).toEqual([]);
  });

  test('nothing moves because something else was added', () => {
    const more = run({
      [vm('m')]: 'description: m\n',
      [vm('b')]: 'description: b\nmemory: 40GiB\n',
      [lockFile]: lock,
    });
    expect(['a', 'm', 'b'].map((name) => address(more, name))).toEqual([
      '10.49.0.10',
      '10.49.0.14',
      '10.49.0.15',
    ]);
    expect(['a', 'm'].map((name) => guest(more, name).production.name)).toEqual(['hv1', 'hv2']);
    expect(new Set(more.locks[0]!.changes.map(({ name }) => name))).toEqual(new Set(['b']));
  });

  test('what is removed is free again, and what is given is not recorded', () => {
    const less = run({
      [vm('b')]:
        'description: b\ninternal: {ipv4: 10.49.0.14, mac: "52:54:00:00:00:01"}\nproduction: hv1\nstandbys: [hv2]\n',
      [lockFile]: lock,
    });
    expect(address(less, 'b')).toBe('10.49.0.14');
    expect(less.diagnostics).toEqual([]);
    expect(
      less.locks[0]!.changes.filter(({ name }) => name === 'm').every(({ after }) => after === undefined),
    ).toBe(true);
    expect(less.locks[0]!.content).toMatch(/ {2}b:\n {4}internal: \{ipv6: "fd00:49::14"\}\n/);
  });

  test('a decision that is no longer possible is reported, and refreshing decides anew', () => {
    const taken = {
      [vm('m')]: 'description: m\n',
      [vm('b')]: 'description: b\ninternal: {ipv4: 10.49.0.14}\n',
      [lockFile]: lock,
    };
    expect(problems(taken)).toEqual([
      '11:5 resolve/stale-lock internal.ipv4 of m is recorded as 10.49.0.14, and something else has that address now.',
    ]);
    const refreshed = run(taken, { refresh: () => true });
    expect(refreshed.diagnostics).toEqual([]);
    expect(address(refreshed, 'm')).toBe('10.49.0.15');
  });

  test('a hypervisor that is gone', () => {
    const text = site.replace(/ {2}hv2.*\n/, '');
    expect(
      problems({ [siteFile]: text, [vm('m')]: 'description: m\n', [lockFile]: lock }).map((line) =>
        line.replace(/^\S+ /, ''),
      ),
    ).toEqual([
      'resolve/stale-lock m is recorded as running on hv2, which is no hypervisor of the site.',
      'resolve/stale-lock hv2 is recorded as standing by for a, and is no hypervisor of the site.',
    ]);
  });

  test('only what is no longer possible is decided anew, where that is asked for', () => {
    const renewed = run(
      {
        [siteFile]: site.replace(/ {2}hv1.*\n/, ''),
        [vm('m')]: 'description: m\n',
        [vm('z')]: 'description: z\ninternal: {ipv4: 10.49.0.14}\n',
        [lockFile]: `version: 1
guests:
  a:
    production: hv1
    standbys: [hv2]
    internal: {ipv4: 10.49.0.15, ipv6: "fd00:49::77", mac: "52:54:00:00:00:01"}
  m:
    production: hv2
    internal: {ipv4: 10.49.0.14, ipv6: "fd00:49::66", mac: "52:54:00:00:00:02"}
volumes:
  images: {fsid: 7}
  htdocs: {fsid: 9}
`,
      },
      { renewStale: true },
    );
    expect(renewed.diagnostics).toEqual([]);
    const [{ changes }] = renewed.locks as [SiteLock];
    expect(changes.filter(({ name }) => name !== 'z').map(({ name, what }) => `${name} ${what}`)).toEqual([
      'a production',
      'a standbys',
      'm internal.ipv4',
    ]);
  });

  test('a broken guest keeps what was recorded', () => {
    const broken = run({ [vm('m')]: 'description: [\n', [lockFile]: lock });
    expect(broken.locks[0]!.changes).toEqual([]);
  });
});

describe('placement', () => {
  const wide = site.replace(/, dynamic_range: \{.*?\}/, '');
  const six = Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => [
      vm(name),
      `description: ${name}\nmemory: ${index + 1}GiB\n`,
    ]),
  );

  test('guests spread so that neither hypervisor is fuller than it must be', () => {
    const { guests } = only(run({ ...six, [siteFile]: wide }));
    const load = (name: string) =>
      guests
        .filter(({ production }) => production.name === name)
        .reduce((sum, { memory }) => sum + memory / 1024 ** 3, 0);
    expect([load('hv1'), load('hv2')].sort()).toEqual([10, 11]);
    expect(
      guests.every(({ production, standbys }) => standbys.length === 1 && standbys[0] !== production),
    ).toBe(true);
  });

  test('a named standby is not the production host that is chosen', () => {
    const one = guest(run({ [vm('a')]: 'description: a\nstandbys: [hv1]\n' }), 'a');
    expect([one.production.name, one.standbys.map(({ name }) => name)]).toEqual(['hv2', ['hv1']]);
  });

  test('templates have no standby and do not start', () => {
    const one = guest(run({ [vm('a')]: 'description: a\nstate: template\n' }), 'a');
    expect([one.standbys, one.autostart]).toEqual([[], false]);
  });
});

describe('references', () => {
  test.each([
    [
      vm('a'),
      'description: a\nmounts: [{volume: htdcos, path: /w}]\n',
      "2:10 resolve/unknown-name There is no volume 'htdcos' in angers.",
    ],
    [
      vm('a'),
      'description: a\nproduction: nfs1\n',
      "2:13 resolve/wrong-kind 'nfs1' is a server, not a hypervisor.",
    ],
    [
      vm('a'),
      'description: a\nproduction: hv1\nstandbys: [hv2, hv1]\n',
      '3:17 resolve/conflict hv1 cannot stand by for itself.',
    ],
    [
      vm('a'),
      'description: a\ndisk: {store: nowhere}\n',
      "2:15 resolve/unknown-name There is no store 'nowhere' in angers.",
    ],
    [
      vm('a'),
      'description: a\nuses: [{service: ldap, on: ldap1}]\n',
      "2:8 resolve/unknown-name There is no machine 'ldap1' in angers.",
    ],
    [
      vm('a'),
      'description: a\nprovides: [{service: htpps}]\n',
      "2:12 resolve/missing-value The ports of 'htpps' are not known.",
    ],
    [
      vm('a'),
      'description: a\nprovides: [{service: dns, forward: 53}]\n',
      "2:12 resolve/conflict 'dns' has several ports, and one port is forwarded.",
    ],
    [vm('hv1'), 'description: a\n', "1:1 resolve/identity 'hv1' is the name of a hypervisor already."],
    [
      siteFile,
      site.replace('nat: infra1', 'nat: infra2'),
      "5:61 resolve/unknown-name There is no machine 'infra2' in angers.",
    ],
    [
      siteFile,
      site.replace('from: 10.49.0.16, to: 10.49.0.250', 'from: 10.49.0.250, to: 10.49.0.16'),
      "5:129 resolve/conflict The range 'dynamic_range' of the internal network ends before it begins.",
    ],
    [
      siteFile,
      site.replace('10.49.0.1-10.49.0.9', '10.48.0.1-10.49.0.9'),
      "5:80 resolve/conflict The range 'reserved' of the internal network leaves 10.49.0.0/24 with 10.48.0.1.",
    ],
    [
      siteFile,
      site.replace('gateway4: 192.0.2.1', 'gateway4: 192.0.2.63'),
      '6:42 resolve/conflict The router 192.0.2.63 is no address for a machine in 192.0.2.0/26.',
    ],
    [
      vm('a'),
      'description: a\nuses: [{service: ldaps, on: infra1}]\n',
      "2:8 resolve/unknown-name infra1 does not provide 'ldaps'.",
    ],
    [
      vm('a'),
      'description: a\nuses: [{service: libvirt_migration, on: hv1}]\n',
      "2:8 resolve/conflict hv1 provides 'libvirt_migration', but not to a.",
    ],
    [
      vm('a'),
      'description: a\nuses: [{service: ldaps, on: nantes/ldap1}]\n',
      "2:8 resolve/unknown-name There is no site 'nantes'.",
    ],
    [
      vm('a'),
      'description: a\nuses: [{service: ldaps, on: angers/ldap1}]\n',
      "2:8 resolve/unknown-name There is no machine 'ldap1' in angers.",
    ],
    [
      vm('a'),
      'description: a\ninternal: {ipv4: 10.49.0.20}\n',
      '2:11 resolve/conflict 10.49.0.20 of a lies in dynamic_range, whose addresses DHCP hands out to others.',
    ],
    [
      siteFile,
      site.replace('ipv6: "fd00:49::/64", ', ''),
      '13:75 resolve/conflict fd00:49::253 is given in the internal network, which has no IPv6 prefix.',
    ],
    [
      siteFile,
      site.replace('mirror: nfs2', 'mirror: nfs1'),
      "11:32 resolve/conflict 'nfs1' cannot mirror itself.",
    ],
    [
      siteFile,
      site.replace('mirror: nfs2', 'service_address: {name: nfs, ipv4: 10.49.0.14}'),
      "11:41 resolve/conflict 'nfs1' has a service address, and no mirror that could take it over.",
    ],
    [
      siteFile,
      site.replace('mirror: nfs2', 'mirror: nfs2, service_address: {name: nfs, ipv4: 10.49.0.20}'),
      '11:55 resolve/conflict 10.49.0.20 of nfs1 lies in dynamic_range, whose addresses DHCP hands out to others.',
    ],
    [
      siteFile,
      site.replace('mirror: nfs2', 'mirror: nfs2, service_address: {name: nfs}'),
      "11:55 resolve/missing-value The service address of 'nfs1' has neither ipv4 nor ipv6.",
    ],
    [
      siteFile,
      site
        .replace('ipv6: "fd00:49::/64", ', '')
        .replace(', ipv6: "fd00:49::253"', '')
        .replace('mirror: nfs2', 'mirror: nfs2, service_address: {name: nfs, ipv6: "fd00:49::14"}'),
      '11:73 resolve/conflict fd00:49::14 is given in the internal network, which has no IPv6 prefix.',
    ],
    [
      siteFile,
      site.replace('dns: [infra1]', 'dns: [infra9]'),
      "14:18 resolve/unknown-name There is no machine 'infra9' in angers.",
    ],
    [
      siteFile,
      `${site}offsite_backup: nantes/backup1\n`,
      "20:17 resolve/unknown-name There is no site 'nantes'.",
    ],
    [
      siteFile,
      site.replace('images: {server: nfs1', 'images: {server: nfs2'),
      "18:20 resolve/wrong-kind 'nfs2' is no NFS server.",
    ],
    [
      siteFile,
      site.replace('htdocs: {server: nfs1, size: 1TiB', 'htdocs: {server: nfs1, size: 299MiB'),
      '19:32 resolve/conflict htdocs has 299MiB, and a file system of xfs at least 300MiB.',
    ],
    [
      web('w'),
      'server_name: w.example.com\n',
      '1:1 resolve/missing-value The site has no running guest with the role reverse_proxy.',
    ],
  ])('%s: mistake %#', (file, text, expected) => expect(problems({ [file]: text })).toEqual([expected]));

  test('a proxy that does not run serves nobody', () => {
    const proxy = 'description: p\nroles: [reverse_proxy]\n';
    const served = 'server_name: w.example.com\n';
    const files = { [vm('p')]: `${proxy}state: template\n`, [web('w')]: served, [vm('g')]: webGuest };
    expect(problems(files)).toEqual([
      '1:1 resolve/missing-value The site has no running guest with the role reverse_proxy.',
    ]);
    const another = run({ ...files, [vm('q')]: proxy });
    expect(another.diagnostics).toEqual([]);
    expect(only(another).websites[0]!.proxy.name).toBe('q');
  });

  test('what refers to something broken is no further mistake', () => {
    const text = site.replace('images: {server: nfs1, size: 1TiB', 'images: {server: nfs1, size: 1TB');
    expect(problems({ [siteFile]: text })).toEqual([expect.stringContaining("'size' is '1TB'")]);
  });

  test('a site without a public network has no public interface', () => {
    const text = site.replace(/ {2}public: .*\n/, '').replace(/, public: \{device.*?\}/, '');
    expect(problems({ [siteFile]: text, [vm('a')]: 'description: a\npublic: auto\n' })).toEqual([
      '2:9 resolve/unknown-name angers has no public network.',
    ]);
  });
});

describe('what follows from roles and services', () => {
  const files = {
    [vm('proxy1')]: 'description: p\nroles: [reverse_proxy]\npublic: auto\n',
    [vm('web1')]:
      'description: w\nroles: [web_hosting]\nmounts: [{volume: htdocs, path: /srv/www}]\ninternal: {ipv4: 10.49.0.254}\n',
    [vm('web2')]: 'description: w\nroles: [web_hosting]\ninternal: {ipv4: 10.49.0.15}\n',
    [web('heavy')]: 'server_name: Heavy.example.com\nguest: web1\nweight: heavy\n',
    [web('one')]: 'server_name: one.example.com\nkind: static\n',
    [web('two')]: 'server_name: two.example.com\n',
  };
  const resolution = run(files);
  const provided = (name: string) =>
    guest(resolution, name).provides.map(
      ({ service, port, from }) =>
        `${service} ${port} ${from.map((audience) => (audience.kind === 'machine' ? audience.machine.name : audience.kind)).join()}`,
    );
  const used = (name: string) =>
    guest(resolution, name).uses.map(({ service, provider }) => `${service} ${provider.name}`);

  test('the proxy faces the world, and only the proxy reaches the web guests', () => {
    expect(resolution.diagnostics).toEqual([]);
    expect(provided('proxy1')).toEqual(['ssh 22 admins', 'http 80 world', 'https 443 world']);
    expect(provided('web1')).toEqual(['ssh 22 admins', 'http 80 proxy1']);
  });

  test('machines use the services of the site, their volumes, and the way out', () => {
    expect(used('web1')).toEqual(['nfs nfs1', 'dns infra1', 'nat infra1']);
    expect(used('proxy1')).toEqual(['dns infra1', 'http web1', 'http web2']);
    const hypervisor = only(resolution).hypervisors[0]!;
    expect(hypervisor.mounts.map(({ path }) => path)).toEqual(['/srv/containers']);
  });

  test('websites keep away from the guest that a heavy one has for itself', () => {
    const sites = only(resolution).websites;
    expect(sites.map(({ name, guest: on }) => `${name} ${on.name}`)).toEqual([
      'heavy web1',
      'one web2',
      'two web2',
    ]);
    expect(sites.map(({ php }) => php)).toEqual(['8.2', undefined, '8.2']);
    expect(sites.map(({ documentRoot }) => documentRoot)).toEqual([
      '/srv/www/heavy',
      '/srv/www/one',
      '/srv/www/two',
    ]);
    expect(sites.map(({ uid }) => uid)).toEqual([20000, 20001, 20002]);
    expect(sites[0]!.serverName).toBe('heavy.example.com');
  });

  describe('the off-site backup', () => {
    const lyonFile = 'sites/lyon/site.yaml';
    const lyon = `domain: lyon.plm.example
networks: {internal: {ipv4: 10.69.0.0/24}, public: {ipv4: 203.0.113.0/26, gateway4: 203.0.113.1}}
servers:
  backup1: {interfaces: {internal: {device: eno1, ipv4: 10.69.0.41}, public: {device: eno2, ipv4: 203.0.113.2}}}
`;
    const offsite = { [siteFile]: `${site}offsite_backup: lyon/backup1\n`, [lyonFile]: lyon };

    test('takes SSH from the NFS servers of the site and their mirrors', () => {
      const { platform, diagnostics } = run(offsite);
      expect(diagnostics).toEqual([]);
      const backup = platform.sites.find(({ name }) => name === 'lyon')!.servers[0]!;
      const audiences = backup.provides.flatMap(({ service, from }) =>
        from.map((each) => `${service} ${each.kind === 'machine' ? each.machine.fqdn : each.kind}`),
      );
      expect(audiences).toEqual(['ssh admins', 'ssh nfs1.angers.plm.example', 'ssh nfs2.angers.plm.example']);
      expect(checkPlatform(platform).filter(({ code }) => code === 'check/site-independence')).toEqual([]);
      const opened = formatRuleSet(ruleSet(backup, 4)).match(/^.*--dport.*$/gm);
      expect(opened!.filter((rule) => !rule.includes('ssh from admins'))).toEqual([
        expect.stringMatching(/-i eno2 -s 192\.0\.2\.2 -p tcp --dport 22 .*ssh from nfs1\.angers/),
        expect.stringMatching(/-i eno2 -s 192\.0\.2\.2 -p tcp --dport 22 .*ssh from nfs2\.angers/),
      ]);
    });

    test('must be reached', () => {
      const hidden = lyon.replace(/, public: \{device.*?\}/, '');
      expect(problems({ ...offsite, [lyonFile]: hidden })).toEqual([
        '20:17 resolve/conflict backup1 has no public address, where angers could reach it.',
      ]);
      const closed = offsite[siteFile]!.replace('nat: infra1, ', '');
      expect(problems({ ...offsite, [siteFile]: closed })).toEqual([
        '20:17 resolve/conflict nfs1 has no way to backup1: neither a public address nor a NAT gateway with one.',
      ]);
    });
  });

  test('websites of two sites have different users', () => {
    const lyon = Object.entries({ ...base, ...files })
      .filter(([file]) => file.includes('angers'))
      .map(([file, text]) => [file.replace('angers', 'lyon'), text.replace('angers', 'lyon')]);
    const both = run({ ...files, ...Object.fromEntries(lyon) });
    const uids = both.platform.sites.map((each) => each.websites.map(({ uid }) => uid));
    expect(uids).toEqual([
      [20000, 20001, 20002],
      [20003, 20004, 20005],
    ]);
  });

  test.each([
    ['/srv/www/heavy', 'The files of own lie in those of heavy'],
    ['/srv/www/heavy/inner', 'The files of own lie in those of heavy'],
    ['/srv/www', 'The files of heavy lie in those of own'],
  ])('a website in %s would share files with another', (directory, message) => {
    const text = `server_name: own.example.com\nguest: web1\ndocument_root: ${directory}\n`;
    expect(problems({ ...files, [web('own')]: text })).toEqual([
      `1:1 resolve/identity ${message}, on the volume htdocs.`,
    ]);
  });

  test('a port that is provided twice joins its audiences', () => {
    const text =
      'description: a\nprovides: [{service: ssh, from: [world, infra1]}, {service: ssh, from: world}]\n';
    const [ssh, ...others] = guest(run({ [vm('a')]: text }), 'a').provides;
    expect(others).toEqual([]);
    expect(ssh!.from.map(({ kind }) => kind)).toEqual(['world', 'machine', 'admins']);
  });
});

describe('identity', () => {
  test('UUIDs and MACs depend on nothing but the names', () => {
    const one = guest(run(), 'a');
    const other = guest(run({ [vm('0b')]: '', [vm('b')]: 'description: b\n' }), 'a');
    expect(one.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(one.interfaces[0]!.mac).toMatch(/^52:54:00(:[0-9a-f]{2}){3}$/);
    expect([other.uuid, other.interfaces[0]!.mac]).toEqual([one.uuid, one.interfaces[0]!.mac]);
  });

  test('a MAC that another guest was given is not derived', () => {
    const mac = guest(run(), 'a').interfaces[0]!.mac!;
    const taken = run({ [vm('b')]: `description: b\ninternal: {mac: "${mac.toUpperCase()}"}\n` });
    expect(guest(taken, 'a').interfaces[0]!.mac).not.toBe(mac);
  });

  test('the order in which files are listed changes nothing', () => {
    const changes = { [vm('b')]: 'description: b\n', [vm('a-b')]: 'description: ab\n' };
    const reversed = Object.fromEntries(Object.entries({ ...base, ...changes }).reverse());
    expect(run(reversed).locks).toEqual(run(changes).locks);
  });
});
