import type { Family } from '../../model/ip.ts';
import type { Machine, Provided } from '../../model/platform.ts';
import { addressOn, linkOn } from './links.ts';
import type { Rule } from './rules.ts';
import { audienceSources, audienceTitle, type Source } from './sources.ts';

/** What may reach a machine itself; the chain's policy drops the rest. */
export function inputRules(machine: Machine, family: Family): Rule[] {
  const services = machine.provides.flatMap((provided) => serviceRules(provided, machine, family));
  return distinct([
    ['-i', 'lo', ...accept('this machine itself')],
    ...pingRules(family),
    ...stateRules,
    ...(family === 4 ? [] : neighbourRules),
    ...leaseRules(machine, family),
    ...services,
  ]);
}

/** Answers pass; what belongs to no connection and opens none ends here, so that it cannot evade translation. */
export const stateRules: readonly Rule[] = [
  [...connection('ESTABLISHED,RELATED'), ...accept('answers, and the errors that belong to them')],
  [...connection('INVALID'), '-j', 'DROP'],
];

/** A condition on the state of the packet's connection. */
export function connection(states: string): Rule {
  return ['-m', 'conntrack', '--ctstate', states];
}

/** Lets a packet pass, and tells the reader of `iptables -S` why. */
export function accept(comment: string): Rule {
  return ['-m', 'comment', '--comment', comment, '-j', 'ACCEPT'];
}

/** Before the answers: else only the first question of a series would count as a question. */
function pingRules(family: Family): Rule[] {
  const question =
    family === 4
      ? ['-p', 'icmp', '--icmp-type', 'echo-request']
      : ['-p', 'ipv6-icmp', '--icmpv6-type', 'echo-request'];
  const limit = ['-m', 'limit', '--limit', '20/second', '--limit-burst', '40'];
  return [
    [...question, ...limit, ...accept('ping')],
    [...question, '-j', 'DROP'],
  ];
}

/**
 * What IPv6 cannot do without (RFC 4890, 4.4.1): it is not tracked, and the kernel checks its hop limit. Errors about
 * a connection, the path MTU's among them, are RELATED to it.
 */
const neighbourRules: readonly Rule[] = [
  ...[133, 134, 135, 136].map((type) => icmpv6(type, 'neighbour discovery')),
  icmpv6(130, 'multicast listeners', 'fe80::/10'),
];

function icmpv6(type: number, comment: string, source?: string): Rule {
  return [...from({ source }), '-p', 'ipv6-icmp', '--icmpv6-type', String(type), ...accept(comment)];
}

/** Answers to a DHCP client come from another address than it asked, so they are no ESTABLISHED connection. */
function leaseRules(machine: Machine, family: Family): Rule[] {
  const link = linkOn(machine, 'internal', family);
  const servers = machine.uses.filter(({ service }) => service === 'dhcp').map(({ provider }) => provider);
  if (!link || servers.length === 0) return [];
  const sources = family === 4 ? servers.map((one) => addressOn(one, 'internal', 4)) : ['fe80::/10'];
  const [server, client] = family === 4 ? ['67', '68'] : ['547', '546'];
  return sources.map((source) => [
    ...from({ device: link.device, source }),
    ...['-p', 'udp', '--sport', server!, '--dport', client!],
    ...accept('answers of DHCP'),
  ]);
}

function serviceRules(provided: Provided, machine: Machine, family: Family): Rule[] {
  return provided.from.flatMap((audience) => {
    const comment = `${provided.service} from ${audienceTitle(audience)}`;
    const sources = audienceSources(audience, machine, family);
    return clients(provided, sources, family).map((source) => [
      ...from(source),
      ...towards(provided),
      ...accept(comment),
    ]);
  });
}

/** DHCP's clients have no address of the network yet: none at all for IPv4, the link's own for IPv6. */
function clients(
  { protocol, port }: Provided,
  sources: readonly Source[],
  family: Family,
): readonly Source[] {
  if (protocol !== 'udp' || (port !== 67 && port !== 547)) return sources;
  if ((port === 67) !== (family === 4)) return [];
  return sources.map((source) => ({ ...source, source: family === 4 ? undefined : 'fe80::/10' }));
}

/** Conditions on where a packet comes from. */
export function from({ device, source }: Source): Rule {
  return [...(device ? ['-i', device] : []), ...(source ? ['-s', source] : [])];
}

/** Conditions on the service that a packet wants. */
export function towards({ protocol, port, endPort }: Pick<Provided, 'protocol' | 'port' | 'endPort'>): Rule {
  return ['-p', protocol, '--dport', port === endPort ? String(port) : `${port}:${endPort}`];
}

/** The rules without those that say again what one before says. */
export function distinct(rules: readonly Rule[]): Rule[] {
  return [...new Map(rules.map((rule) => [rule.join('\0'), rule])).values()];
}
