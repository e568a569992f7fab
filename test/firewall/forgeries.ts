import { address } from './expectations.ts';

/** A packet of our own making, and whether it may arrive. */
export interface Forgery {
  readonly title: string;
  readonly from: string;
  /** What the agent is told, the source port apart. */
  readonly packet: Readonly<Record<string, unknown>>;
  readonly at: string;
  /** How the observer would note it: `wire` before its packet filter, `in` behind it; `PORT` stands for the source port. */
  readonly trace: RegExp | string;
  readonly arrives: boolean;
}

const synAck = 0x12;
const syn = 0x02;
const families = [0, 1] as const;
const foreign = ['203.0.113.77', '2001:db8:ffff::77'] as const;
const forged = ['10.49.0.77', 'fd00:49::77'] as const;
const segment = ['192.0.2.60', '2001:db8:49::60'] as const;

const tcp = (source: string, to: string, dport: number, flags: number, device?: string) => ({
  ...{ kind: 'tcp', source, to, dport, flags },
  ...(device ? { device } : {}),
});

const sources: readonly Forgery[] = families.flatMap((family) => [
  {
    title: 'an internal source from outside, to a forwarded port',
    ...{ from: 'world', at: 'web01', trace: 'wire .* tcp PORT 3690 ', arrives: false },
    packet: tcp(forged[family], address.gateway[family], 3690, syn),
  },
  {
    title: 'a foreign source from inside, to a forwarded port',
    ...{ from: 'icinga_nfs', at: 'web01', trace: 'wire .* tcp PORT 3690 ', arrives: false },
    packet: tcp(foreign[family], address.gateway[family], 3690, syn),
  },
  {
    title: 'an internal source on the public segment, before the bridge of the hypervisor',
    ...{ from: 'world', at: 'proxy1', trace: 'wire .* tcp PORT 443 ', arrives: false },
    packet: tcp(forged[family], address.proxy[family], 443, syn),
  },
  {
    title: 'an internal source on the public segment, behind the bridge of the hypervisor',
    ...{ from: 'hv1', at: 'proxy1', trace: 'in .* tcp PORT 443 ', arrives: false },
    packet: tcp(forged[family], address.proxy[family], 443, syn, 'br-pub'),
  },
  {
    title: 'a source of the public segment on the internal network',
    ...{ from: 'icinga_nfs', at: 'proxy1', trace: 'in .* tcp PORT 443 ', arrives: false },
    packet: tcp(segment[family], address.proxy1[family], 443, syn),
  },
]);

/** An answer that nobody asked for belongs to no connection: it would leave the gateway untranslated. */
const strays: readonly Forgery[] = families.flatMap((family) => [
  {
    title: 'a stray answer through the gateway',
    ...{ from: 'web01', at: 'world', trace: `wire ${address.web01[family]} tcp PORT `, arrives: false },
    packet: tcp(address.web01[family], address.stranger[family], 9999, synAck),
  },
  ...(
    [
      ['icinga_nfs', 'infra1', 53],
      ['icinga_nfs', 'proxy1', 443],
      ['icinga_nfs', 'web01', 3690],
      ['infra1', 'hv1', 22],
      ['hv1', 'nfs1', 2049],
    ] as const
  ).map(([from, at, port]) => ({
    ...{ title: `a stray answer to ${at}`, from, at, trace: `in .* tcp PORT ${port} `, arrives: false },
    packet: tcp(address[from][family], address[at][family], port, synAck),
  })),
]);

const icmpv6 = (at: string, type: number, source: string, arrives: boolean): Forgery => ({
  ...{ title: `ICMPv6 type ${type} from ${source} to ${at}`, from: 'icinga_nfs', at, arrives },
  packet: { kind: 'icmpv6', source, to: 'ff02::1', device: 'eth0', type },
  trace: `^in ${source} icmp ${type}$`,
});

/** What IPv6 needs on a link, and what it does not need. */
const neighbours: readonly Forgery[] = ['infra1', 'proxy1', 'web01', 'hv1', 'nfs1'].flatMap((at) => [
  ...[133, 134, 135, 136, 130].map((type) => icmpv6(at, type, 'fe80::77', true)),
  icmpv6(at, 130, forged[1], false),
  icmpv6(at, 137, 'fe80::77', false),
  icmpv6(at, 139, 'fe80::77', false),
]);

interface Datagram {
  readonly to: string;
  readonly source: string;
  readonly sport: number;
  readonly dport: number;
  readonly device: string;
}

const datagram = (title: string, from: string, at: string, more: Datagram, arrives: boolean): Forgery => {
  const packet = { kind: 'udp', ...more };
  const trace = `^in ${packet.source} udp ${packet.sport} ${packet.dport}$`;
  return { title, from, at, packet, trace, arrives };
};

const broadcast4 = { to: '255.255.255.255' };
const broadcast6 = { to: 'ff02::1' };

/** Machines that have no address yet get one from the site's DHCP server, and from no other. */
const leases: readonly Forgery[] = [
  datagram(
    'a DHCP request',
    'icinga_nfs',
    'infra1',
    { ...broadcast4, source: '0.0.0.0', sport: 68, dport: 67, device: 'eth0' },
    true,
  ),
  datagram(
    'a DHCPv6 request',
    'icinga_nfs',
    'infra1',
    { ...broadcast6, source: 'fe80::79', sport: 546, dport: 547, device: 'eth0' },
    true,
  ),
  datagram(
    'a DHCPv6 request with an address',
    'icinga_nfs',
    'infra1',
    { ...broadcast6, source: forged[1], sport: 546, dport: 547, device: 'eth0' },
    false,
  ),
  icmpv6('infra1', 135, '::', true),
  ...['web01', 'proxy1', 'hv1', 'nfs1'].flatMap((at) => [
    datagram(
      `an answer of DHCP to ${at}`,
      'infra1',
      at,
      { ...broadcast4, source: '10.49.0.31', sport: 67, dport: 68, device: 'eno1' },
      true,
    ),
    datagram(
      `a rogue answer of DHCP to ${at}`,
      'icinga_nfs',
      at,
      { ...broadcast4, source: '10.49.0.104', sport: 67, dport: 68, device: 'eth0' },
      false,
    ),
    datagram(
      `an answer of DHCPv6 to ${at}`,
      'infra1',
      at,
      { ...broadcast6, source: 'fe80::78', sport: 547, dport: 546, device: 'eno1' },
      true,
    ),
  ]),
];

/** All packets that the lab forges. */
export const forgeries: readonly Forgery[] = [...sources, ...strays, ...neighbours, ...leases];
