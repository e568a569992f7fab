import { world } from './lab.ts';

/** The ports that every machine of the lab serves, whatever its packet filter says. */
export const served = [
  22, 53, 80, 81, 443, 2049, 20514, 3306, 3690, 5666, 8080, 8081, 8443, 8444, 9999, 27000,
];

/** Which of the served ports a client must reach on an address, all others being out of its reach. */
export interface Reach {
  readonly client: string;
  /** The client's address, where it has several. */
  readonly as?: string;
  readonly to: string;
  readonly ports: readonly number[];
  /** The ports to try, all of the served ones unless told. */
  readonly tries?: readonly number[];
  /** What the server must see as the client's address. */
  readonly seenAs?: string;
}

/** An address of the site: internal and public ones, for both versions of the protocol. */
export const address = {
  hv1: ['10.49.0.11', 'fd00:49::b'],
  hv2: ['10.49.0.12', 'fd00:49::c'],
  nfs1: ['10.49.0.21', 'fd00:49::15'],
  nfs2: ['10.49.0.22', 'fd00:49::16'],
  infra1: ['10.49.0.31', 'fd00:49::1f'],
  proxy1: ['10.49.0.101', 'fd00:49::65'],
  web01: ['10.49.0.102', 'fd00:49::66'],
  web02: ['10.49.0.103', 'fd00:49::67'],
  icinga_nfs: ['10.49.0.104', 'fd00:49::68'],
  gateway: ['192.0.2.5', '2001:db8:49::5'],
  proxy: ['192.0.2.10', '2001:db8:49::a'],
  stranger: [world.stranger4, world.stranger6],
  admin: [world.admin4, world.admin6],
} as const satisfies Record<string, readonly [string, string]>;

type Name = keyof typeof address;

const forwarded = [3690, 8080, 8081];
const public_ = [3690, 8443, 8444];

/** What the site's description promises, for IPv4 and IPv6 alike: client, server, ports. */
const promises: readonly [string, Name, readonly number[]][] = [
  ['stranger', 'proxy', [80, 443]],
  ['stranger', 'gateway', forwarded],
  ['stranger', 'infra1', []],
  ['stranger', 'proxy1', []],
  ['stranger', 'web01', []],
  ['stranger', 'hv1', []],
  ['stranger', 'nfs1', []],
  ['admin', 'proxy', [80, 443]],
  ['admin', 'gateway', [22, ...forwarded]],
  ['admin', 'hv1', [22]],
  ['admin', 'hv2', [22]],
  ['admin', 'nfs1', [22]],
  ['admin', 'nfs2', [22]],
  ['admin', 'web01', [22]],
  ['admin', 'web02', []],
  ['admin', 'icinga_nfs', [22]],
  ['infra1', 'hv1', [22]],
  ['infra1', 'nfs1', [22, 2049]],
  ['infra1', 'web01', [22, ...public_]],
  ['infra1', 'web02', []],
  ['hv1', 'nfs1', [2049, 3306]],
  ['hv1', 'infra1', [53]],
  ['proxy1', 'web01', [80, ...public_]],
  ['proxy1', 'web02', [80]],
  ['proxy1', 'hv1', []],
  ['web01', 'infra1', [53]],
  ['web01', 'gateway', [53, ...forwarded]],
  ['web01', 'proxy1', [80, 443]],
  ['web01', 'proxy', [80, 443]],
  ['web01', 'nfs1', [2049]],
  ['web01', 'nfs2', [20514]],
  ['web01', 'icinga_nfs', [5666]],
  ['web01', 'hv1', []],
  ['icinga_nfs', 'web01', public_],
  ['icinga_nfs', 'gateway', [53, ...forwarded]],
  ['icinga_nfs', 'proxy1', [80, 443]],
  ['icinga_nfs', 'web02', []],
];

/** The promises as connections to try. */
export const reaches: readonly Reach[] = [
  ...[0, 1].flatMap((family) => promises.map((promise) => reach(promise, family as 0 | 1))),
  ...[0, 1].flatMap((family) => ways(family as 0 | 1)),
  { client: 'world', as: world.stranger4, to: address.icinga_nfs[0], ports: [27000] },
  { client: 'world', as: world.stranger6, to: address.icinga_nfs[1], ports: [] },
];

function reach([client, server, ports]: (typeof promises)[number], family: 0 | 1): Reach {
  const to = address[server][family];
  if (client !== 'stranger' && client !== 'admin') return { client, to, ports };
  return { client: 'world', as: address[client][family], to, ports };
}

/** Whose address the other end sees: the gateway's outside, and for the hairpin inside, else the client's own. */
function ways(family: 0 | 1): Reach[] {
  const stranger = address.stranger[family];
  return [
    { client: 'web01', to: stranger, ports: served, seenAs: address.gateway[family] },
    {
      client: 'icinga_nfs',
      to: address.gateway[family],
      ports: forwarded,
      tries: forwarded,
      seenAs: address.infra1[family],
    },
    { client: 'world', as: stranger, to: address.gateway[family], ports: forwarded, seenAs: stranger },
    { client: 'proxy1', to: stranger, ports: served, seenAs: address.proxy[family] },
    ...(['infra1', 'proxy1', 'web01', 'hv1', 'nfs1'] as const).map((client) => ({
      client,
      to: ['127.0.0.1', '::1'][family]!,
      ports: served,
    })),
  ];
}
