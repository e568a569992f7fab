import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prefixLength } from '../../src/model/ip.ts';
import type { Interface, Machine, Network, Site } from '../../src/model/platform.ts';
import { type Agent, startAgent } from './agent.ts';

/** Which of the two implementations of iptables loads the rules. */
export type Backend = 'nft' | 'legacy';

/** A site's machines as network namespaces, cabled as the model says, with a world outside. */
export interface Lab {
  agent(name: string): Agent;
  /** Puts rules in force on a machine with the program that machines use. */
  load(name: string, files: readonly { path: string; content: string }[]): void;
  /** Gives a machine's restore program a file as it is. */
  restore(name: string, program: string, content: string): void;
  /** Runs a program in a machine's namespace, and returns what it prints. */
  run(name: string, program: string, ...args: string[]): string;
  close(): Promise<void>;
}

/** The machine outside: the provider's router on the public segment, and whoever is behind it. */
export const world = {
  name: 'world',
  stranger4: '203.0.113.9',
  stranger6: '2001:db8:ffff::9',
  admin4: '198.51.100.5',
  admin6: '2001:db8:ad::5',
} as const;

const loader = join(import.meta.dirname, '../../modules/firewall/files/placo-firewall.sh');
let labs = 0;

/** Builds a lab of a site's machines; a hypervisor carries the guests that it has in production. */
export function buildLab(site: Site, backend: Backend): Lab {
  const prefix = `placo${process.pid}-${labs++}`;
  const scratch = mkdtempSync(join(tmpdir(), 'placo-firewall-'));
  const machines = [...site.hypervisors, ...site.servers, ...site.guests];
  const names = ['switch', world.name, ...machines.map(({ name }) => name)];
  const ns = (name: string): string => `${prefix}-${name}`;
  const agents = new Map<string, Agent>();
  const remove = () => {
    for (const name of names) if (existsSync(`/run/netns/${ns(name)}`)) ip('netns', 'del', ns(name));
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    for (const name of names) addNamespace(ns(name));
    cable(site, machines, ns);
    for (const name of names) if (name !== 'switch') agents.set(name, startAgent(ns(name)));
  } catch (error) {
    remove();
    throw error;
  }
  return {
    agent: (name) => agents.get(name)!,
    load(name, files) {
      for (const { path, content } of files) writeFileSync(join(scratch, path.split('/').at(-1)!), content);
      const env = { ...process.env, IPTABLES: `iptables-${backend}`, IP6TABLES: `ip6tables-${backend}` };
      execFileSync('ip', ['netns', 'exec', ns(name), loader, 'load', scratch], { env, stdio: 'pipe' });
    },
    restore(name, program, input) {
      execFileSync('ip', ['netns', 'exec', ns(name), program, '--noflush'], { input, stdio: 'pipe' });
    },
    run: (name, ...command) =>
      execFileSync('ip', ['netns', 'exec', ns(name), ...command], { encoding: 'utf8', stdio: 'pipe' }),
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.stop()));
      remove();
    },
  };
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: 'pipe' });
}

function addNamespace(namespace: string): void {
  ip('netns', 'add', namespace);
  ip('-n', namespace, 'link', 'set', 'lo', 'up');
  for (const key of ['all', 'default']) {
    setting(namespace, `net.ipv4.conf.${key}.rp_filter=0`);
    setting(namespace, `net.ipv6.conf.${key}.accept_dad=0`);
  }
  setting(namespace, 'net.ipv4.icmp_ratelimit=0');
  setting(namespace, 'net.ipv6.icmp.ratelimit=0');
}

function setting(namespace: string, assignment: string): void {
  execFileSync('ip', ['netns', 'exec', namespace, 'sysctl', '-qw', assignment], { stdio: 'pipe' });
}

/** The worst case for a hypervisor: its packet filter sees the frames of its guests. */
function filterBridges(namespace: string): void {
  spawnSync('modprobe', ['br_netfilter']);
  for (const family of ['ip', 'ip6']) setting(namespace, `net.bridge.bridge-nf-call-${family}tables=1`);
}

function cable(site: Site, machines: readonly Machine[], ns: (name: string) => string): void {
  for (const name of ['internal', 'public']) addBridge(ns('switch'), name);
  for (const hypervisor of site.hypervisors) filterBridges(ns(hypervisor.name));
  for (const machine of machines) {
    machine.interfaces.forEach((one, index) => {
      if (machine.kind === 'hypervisor') addBridge(ns(machine.name), one.network.bridge);
      const end = { namespace: ns(machine.name), device: one.device };
      const port = `${machine.className.slice(0, 10)}${index}`;
      if (machine.kind === 'guest') plug(end, ns(machine.production.name), one.network.bridge, port);
      else plug(end, ns('switch'), one.network.name, port);
      if (machine.kind === 'hypervisor')
        ip('-n', end.namespace, 'link', 'set', end.device, 'master', one.network.bridge);
      configure(machine, one, end.namespace);
    });
    route(machine, ns(machine.name));
  }
  cableWorld(site, ns);
}

function addBridge(namespace: string, bridge: string): void {
  ip('-n', namespace, 'link', 'add', bridge, 'type', 'bridge', 'mcast_snooping', '0');
  ip('-n', namespace, 'link', 'set', bridge, 'up');
}

interface End {
  readonly namespace: string;
  readonly device: string;
}

function plug(end: End, bridgeNamespace: string, bridge: string, port: string): void {
  ip(
    ...[
      '-n',
      bridgeNamespace,
      'link',
      'add',
      port,
      'type',
      'veth',
      'peer',
      'name',
      end.device,
      'netns',
      end.namespace,
    ],
  );
  ip('-n', bridgeNamespace, 'link', 'set', port, 'master', bridge, 'up');
  ip('-n', end.namespace, 'link', 'set', end.device, 'up');
}

function configure(machine: Machine, { network, device, ipv4, ipv6 }: Interface, namespace: string): void {
  const holder = machine.kind === 'hypervisor' ? network.bridge : device;
  if (ipv4) address(namespace, holder, `${ipv4}/${prefixLength(network.ipv4)}`);
  if (ipv6) address(namespace, holder, `${ipv6}/${prefixLength(network.ipv6!)}`);
}

function address(namespace: string, device: string, text: string): void {
  ip('-n', namespace, 'address', 'add', text, 'dev', device, ...(text.includes(':') ? ['nodad'] : []));
}

/** The default route: by the public network where the machine is on it, else by the gateway of the internal one. */
function route(machine: Machine, namespace: string): void {
  const networks = machine.interfaces.filter(({ ipv4 }) => ipv4).map(({ network }) => network);
  const outward: Network = networks.find(({ name }) => name === 'public') ?? networks[0]!;
  for (const gateway of [outward.gateway4, outward.gateway6]) {
    if (gateway && !machine.interfaces.some(({ ipv4, ipv6 }) => gateway === ipv4 || gateway === ipv6))
      ip('-n', namespace, 'route', 'add', 'default', 'via', gateway);
  }
  if (machine.site.internal.natGateway !== machine) return;
  for (const key of ['net.ipv4.ip_forward', 'net.ipv6.conf.all.forwarding']) setting(namespace, `${key}=1`);
}

/** The world would bring packets for the internal network to the gateway, as a hostile neighbour does. */
function cableWorld(site: Site, ns: (name: string) => string): void {
  const outside = site.public!;
  const namespace = ns(world.name);
  plug({ namespace, device: 'wan' }, ns('switch'), 'public', 'world');
  address(namespace, 'wan', `${outside.gateway4}/${prefixLength(outside.ipv4)}`);
  address(namespace, 'wan', `${outside.gateway6}/${prefixLength(outside.ipv6!)}`);
  for (const one of [world.stranger4, world.admin4]) address(namespace, 'lo', `${one}/32`);
  for (const one of [world.stranger6, world.admin6]) address(namespace, 'lo', `${one}/128`);
  const gateway = site.internal.natGateway!.interfaces.find(({ network }) => network.name === 'public')!;
  ip('-n', namespace, 'route', 'add', site.internal.ipv4, 'via', gateway.ipv4!);
  ip('-n', namespace, 'route', 'add', site.internal.ipv6!, 'via', gateway.ipv6!);
}
