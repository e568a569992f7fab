import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Mutable, platformFixture } from '../../src/model/fixture.ts';
import type { Site } from '../../src/model/platform.ts';
import { renderDhcp } from '../../src/render/dhcp/index.ts';
import { renderFirewall } from '../../src/render/firewall/index.ts';
import { filesOf, isolated, writeFiles } from './isolated.ts';

const loader = join(import.meta.dirname, '../../modules/firewall/files/placo-firewall.sh');

/** The server's network, a guest cabled to it, the packet filters of both, and what dhclient is told. */
const start = `
  mount -t tmpfs none /run; mkdir /run/leases
  unshare --net sleep 60 & other=$!; sleep 0.2
  guest() { nsenter --net=/proc/$other/ns/net "$@"; }
  guest sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.default.router_solicitation_delay=0
  ip link add eno1 type veth peer name eth0 netns $other
  ip address add 10.49.0.31/24 dev eno1; ip address add fd00:49::1f/64 dev eno1 nodad; ip link set eno1 up
  guest ip link set lo up; guest ip link set eth0 address $MAC; guest ip link set eth0 up
  $LOADER load $SERVER/etc/placo/firewall; guest $LOADER load $GUEST/etc/placo/firewall
  dnsmasq --test --conf-file=$SERVER/etc/dnsmasq.conf 2>/dev/null
  dnsmasq --keep-in-foreground --conf-file=$SERVER/etc/dnsmasq.conf --user=root --pid-file= \\
    --dhcp-leasefile=/run/leases/given --log-facility=/run/dnsmasq.log & dnsmasq=$!
  sleep 0.5
  printf '%s\\n' 'request subnet-mask, routers, domain-name-servers, domain-name, host-name, ntp-servers, interface-mtu, dhcp6.name-servers, dhcp6.domain-search;' >/run/dhclient.conf
  cat >/run/told <<'END'
#!/bin/sh
case $reason in BOUND|BOUND6|RENEW6)
  echo "address $new_ip_address$new_ip6_address"; echo "router $new_routers"; echo "names $new_domain_name_servers$new_dhcp6_name_servers"
  echo "time $new_ntp_servers"; echo "domain $new_domain_name$new_dhcp6_domain_search"; echo "host $new_host_name" ;;
esac >>/run/answer
END
  chmod +x /run/told; touch /run/answer
  ask() { guest timeout 20 dhclient $1 -1 -d -q -cf /run/dhclient.conf -sf /run/told -lf /run/leases/got$1 -pf /run/dhclient$1.pid eth0 >/run/dhclient.log 2>&1 & for _ in $(seq 80); do grep -q host /run/answer && break; sleep 0.1; done; cat /run/answer; >/run/answer; }
`;

function answers(site: Mutable<Site>, guest: string, script: string, mac?: string): string[] {
  const rendered = renderDhcp(site as Site);
  const rules = renderFirewall(site as Site);
  const server = writeFiles([...filesOf(rendered, 'infra1'), ...filesOf(rules, 'infra1')]);
  const client = writeFiles(filesOf(rules, guest));
  const MAC = mac ?? site.guests.find(({ name }) => name === guest)!.interfaces[0]!.mac!;
  try {
    const env = { SERVER: server.root, GUEST: client.root, MAC, LOADER: loader };
    return isolated(`${start}${script}\nkill $dnsmasq $other`, env).trim().split('\n');
  } finally {
    server.remove();
    client.remove();
  }
}

describe('the addresses of a site, by dnsmasq, through the packet filters of both sides', () => {
  test('a guest gets its own, with the gateway, the name servers and the time', () => {
    expect(answers(platformFixture().site, 'web01', 'ask -4')).toEqual([
      'address 10.49.0.102',
      'router 10.49.0.31',
      'names 10.49.0.31',
      'time 10.49.0.31',
      'domain angers.plm.example',
      'host web01',
    ]);
  });

  test('a guest on the public network has its default route there', () => {
    expect(answers(platformFixture().site, 'proxy1', 'ask -4').slice(0, 2)).toEqual([
      'address 10.49.0.101',
      'router ',
    ]);
  });

  test('a guest gets its IPv6 address by DHCPv6, and its default route from the gateway', () => {
    const script = `
      for _ in $(seq 50); do guest ip -6 route | grep -q '^default' && break; sleep 0.1; done
      ask -6; guest ip -6 route show default | cut -d' ' -f1-5 | sed 's/fe80.*dev/GATEWAY dev/'
      guest ip -6 route | grep -c '^fd00:49::/64'; guest ip -6 address show scope global | grep -c inet6 || true`;
    expect(answers(platformFixture().site, 'web01', script)).toEqual([
      'address fd00:49::66',
      'router ',
      'names fd00:49::1f',
      'time ',
      'domain angers.plm.example.',
      'host ',
      'default via GATEWAY dev eth0',
      '1',
      '0',
    ]);
  });

  test('a card that nobody described gets an address of the dynamic range', () => {
    const [address] = answers(platformFixture().site, 'web01', 'ask -4', '52:54:00:ff:ff:01');
    expect(address).toMatch(/^address 10\.49\.0\.2(4\d|50)$/);
  });

  test('without a dynamic range it gets none', () => {
    const { site } = platformFixture();
    Object.assign(site.internal, { dynamicRange: undefined });
    const script = 'ask -4 | wc -l; grep -q "no address" /run/dnsmasq.log && echo refused';
    expect(answers(site, 'web01', script, '52:54:00:ff:ff:01')).toEqual(['0', 'refused']);
  });
});

test('the router announces itself where another machine gives the addresses', () => {
  const { site } = platformFixture();
  const dhcp = site.services.find(({ name }) => name === 'dhcp')!;
  Object.assign(dhcp, { providers: [site.servers.find(({ name }) => name === 'nfs1')!] });
  const rendered = renderDhcp(site as Site);
  expect(filesOf(rendered, 'nfs1')[0]!.content).toMatch(/^ra-param=eno1,mtu:1500,low,0,0$/m);
  const script = `
    for _ in $(seq 50); do guest ip -6 route | grep -q '^default' && break; sleep 0.1; done
    guest ip -6 route | grep -c '^default'; ask -4 | wc -l`;
  expect(answers(site, 'web01', script)).toEqual(['1', '0']);
});

test.each([
  ['10.49.0.250', '10.49.0.240'],
  ['10.49.0.240', '10.49.1.10'],
  ['10.48.0.1', '10.49.0.10'],
])('a dynamic range from %s to %s is a diagnostic', (from, to) => {
  const { site } = platformFixture();
  Object.assign(site.internal, { dynamicRange: { from, to } });
  const { contributions, diagnostics } = renderDhcp(site as Site);
  expect(diagnostics).toMatchObject([{ code: 'render/inexpressible', place: site.internal.place }]);
  expect(contributions).toEqual([]);
});
