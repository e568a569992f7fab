import { describe, expect, test } from 'vitest';
import { type Mutable, platformFixture } from '../../src/model/fixture.ts';
import { operatingSystems } from '../../src/model/os.ts';
import type { Site } from '../../src/model/platform.ts';
import { renderDns } from '../../src/render/dns/index.ts';
import { filesOf, isolated, writeFiles } from './isolated.ts';

/** Makes the machine's files the system's, and starts BIND as its service does. */
const start = `
  mount --bind $ROOT/etc/bind /etc/bind
  mount -t tmpfs none /var/cache/bind; mkdir -p /run/named
  ip address add 10.49.0.31/24 dev lo; ip address add fd00:49::1f/64 dev lo nodad
  ip address add 10.49.0.50/24 dev lo
  named-checkconf -z /etc/bind/named.conf >/dev/null
  named -g -c /etc/bind/named.conf >/tmp/named.$$ 2>&1 & named=$!
  for _ in $(seq 50); do dig +time=1 +tries=1 @10.49.0.31 version.bind >/dev/null && break; sleep 0.1; done
  ask() { dig +short +time=2 +tries=1 -b 10.49.0.50 @10.49.0.31 "$@"; }
`;

function serve(site: Mutable<Site>, script: string): string {
  const { root, remove } = writeFiles(filesOf(renderDns(site as Site), 'infra1'));
  try {
    return isolated(`${start}${script}\nkill $named; wait $named || true; rm -f /tmp/named.$$`, {
      ROOT: root,
    });
  } finally {
    remove();
  }
}

describe('the name servers of a site, by BIND', () => {
  test('know every machine forward and backward, by IPv4 and IPv6', () => {
    const { site } = platformFixture();
    const machines = [...site.hypervisors, ...site.servers, ...site.guests];
    const questions = machines.map(
      ({ fqdn, interfaces: [internal] }) =>
        `echo "${fqdn}" $(ask ${fqdn} A) $(ask ${fqdn} AAAA) $(ask -x ${internal!.ipv4}) $(ask -x ${internal!.ipv6})`,
    );
    const answers = serve(site, questions.join('\n')).trim().split('\n');
    expect(answers).toEqual(
      machines.map(({ fqdn, interfaces: [internal] }) => {
        return `${fqdn} ${internal!.ipv4} ${internal!.ipv6} ${fqdn}. ${fqdn}.`;
      }),
    );
  });

  test('answer over TCP and IPv6, name themselves, and deny what is not there', () => {
    const { site } = platformFixture();
    const output = serve(
      site,
      `echo "tcp $(ask +tcp web01.angers.plm.example)"
       echo "six $(dig +short @fd00:49::1f web01.angers.plm.example)"
       echo "ns $(ask NS angers.plm.example)"
       echo "mail $(ask SOA angers.plm.example | cut -d' ' -f1,2)"
       dig @10.49.0.31 -b 10.49.0.50 nobody.angers.plm.example | grep -o 'status: [A-Z]*'
       unshare --net sleep 60 & other=$!; sleep 0.2
       ip link add net0 type veth peer name eth0 netns $other; ip link set net0 up; ip route add 198.51.100.9/32 dev net0
       guest() { nsenter --net=/proc/$other/ns/net "$@"; }
       guest ip link set eth0 up; guest ip address add 198.51.100.9/32 dev eth0; guest ip route add default dev eth0
       guest dig @10.49.0.31 web01.angers.plm.example | grep -o 'status: [A-Z]*'; kill $other
       dig @10.49.0.31 -b 10.49.0.50 angers.plm.example AXFR | grep -o 'Transfer failed'`,
    );
    expect(output.trim().split('\n')).toEqual([
      'tcp 10.49.0.102',
      'six 10.49.0.102',
      'ns infra1.angers.plm.example.',
      'mail infra1.angers.plm.example. admin.plm.example.',
      'status: NXDOMAIN',
      'status: REFUSED',
      'Transfer failed',
    ]);
  });

  test('are told of a change by a reload, though serials do not grow', () => {
    const { site } = platformFixture();
    const before = filesOf(renderDns(site as Site), 'infra1');
    const serialOf = (content: string) => /\( (\d+) /.exec(content)![1];
    const changes = [
      '10.49.0.150',
      '10.49.0.151',
      '10.49.0.152',
      '10.49.0.153',
      '10.49.0.154',
      '10.49.0.155',
    ];
    const seen = changes.map((ipv4) => {
      const changed = platformFixture().site;
      Object.assign(changed.guests[1]!.interfaces[0]!, { ipv4 });
      return { ipv4, content: zoneOf(filesOf(renderDns(changed as Site), 'infra1')) };
    });
    expect(new Set(seen.map(({ content }) => serialOf(content))).size).toBe(changes.length);
    expect(zoneOf(before)).toBe(zoneOf(filesOf(renderDns(platformFixture().site as Site), 'infra1')));
    const reloads = seen.map(
      ({ content, ipv4 }) => `
      sleep 1.1; cat >/etc/bind/placo/angers.plm.example.zone <<'ZONE'
${content}ZONE
      kill -HUP $named
      for _ in $(seq 30); do [ "$(ask web01.angers.plm.example)" = ${ipv4} ] && break; sleep 0.1; done
      ask web01.angers.plm.example`,
    );
    expect(serve(site, reloads.join('\n')).trim().split('\n')).toEqual(changes);
  });

  test("lead Puppet agents to the site's server, unless a machine has that name", () => {
    const { site } = platformFixture();
    const { providers, place } = site.services[0]!;
    site.services.push({ name: 'puppet', providers, place });
    expect(serve(site, 'ask puppet.angers.plm.example A')).toBe('infra1.angers.plm.example.\n10.49.0.31\n');
    Object.assign(site.guests[1]!, { hostname: 'puppet', fqdn: 'puppet.angers.plm.example' });
    expect(serve(site, 'ask puppet.angers.plm.example A')).toBe('10.49.0.102\n');
  });

  test('take a contact with dots and signs before the @', () => {
    const { site } = platformFixture();
    site.contact = 'jean.dupont+dns;x@plm.example';
    expect(serve(site, 'ask SOA angers.plm.example | cut -d" " -f2')).toBe(
      'jean\\.dupont+dns\\;x.plm.example.\n',
    );
  });

  test('cut the reverse zones of a network at octets and nibbles', () => {
    const { site } = platformFixture();
    Object.assign(site.internal, { ipv4: '10.49.0.0/22', ipv6: 'fd00:49::/62' });
    Object.assign(site.guests[1]!.interfaces[0]!, { ipv4: '10.49.3.102', ipv6: 'fd00:49:0:3::66' });
    const output = serve(
      site,
      'ask -x 10.49.3.102; ask -x fd00:49:0:3::66; ask -x 10.49.0.103; ask -x fd00:49::67',
    );
    const [web01, web02] = ['web01.angers.plm.example.', 'web02.angers.plm.example.'];
    expect(output.trim().split('\n')).toEqual([web01, web01, web02, web02]);
  });
});

test.each(['debian12', 'debian13', 'rocky8', 'rocky9', 'rocky10'] as const)(
  'named-checkzone takes the zones for %s',
  (name) => {
    const { site } = platformFixture();
    Object.assign(site.servers.find((one) => one.name === 'infra1')!, { os: operatingSystems[name] });
    const files = filesOf(renderDns(site as Site), 'infra1');
    const { root, remove } = writeFiles(files);
    try {
      for (const { path } of files.filter((file) => file.path.endsWith('.zone'))) {
        const zone = path
          .split('/')
          .at(-1)!
          .replace(/\.zone$/, '');
        const strict = '-k fail -m fail -M fail -S fail -n fail -r fail -i full';
        expect(isolated(`named-checkzone ${strict} ${zone} ${root}${path}`)).toMatch(/^OK$/m);
      }
      expect(files).toHaveLength(4);
    } finally {
      remove();
    }
  },
);

function zoneOf(files: readonly { path: string; content: string }[]): string {
  return files.find(({ path }) => path.endsWith('/angers.plm.example.zone'))!.content;
}
