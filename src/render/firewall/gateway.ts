import { containsPrefix, type Family } from '../../model/ip.ts';
import type { Address, Audience, Machine, Provided, Site } from '../../model/platform.ts';
import { accept, connection, distinct, from, stateRules, towards } from './input.ts';
import { addressOn, isGateway, type Link, linkOn } from './links.ts';
import type { Rule, RuleSet } from './rules.ts';
import { audiencePrefixes, audienceTitle, isInside } from './sources.ts';

type GatewayRules = Pick<RuleSet, 'natPrerouting' | 'natPostrouting' | 'forward'>;

/** What a NAT gateway translates and forwards between its two networks; nothing on any other machine. */
export function gatewayRules(machine: Machine, family: Family): GatewayRules {
  const inside = isGateway(machine) ? linkOn(machine, 'internal', family) : undefined;
  const outside = isGateway(machine) ? linkOn(machine, 'public', family) : undefined;
  if (!inside || !outside) return { natPrerouting: [], natPostrouting: [], forward: [] };
  const targets = targetsOf(machine.site, family);
  const forwarded = targets.filter(({ provided }) => provided.forwardedPort !== undefined);
  return {
    natPrerouting: distinct(forwarded.flatMap((target) => translations(target, outside))),
    natPostrouting: sourceRules(inside, outside, forwarded.length > 0),
    forward: distinct([
      ...stateRules,
      [
        '-i',
        inside.device,
        '-o',
        outside.device,
        '-s',
        inside.prefix,
        ...accept('the internal network gets out'),
      ],
      ...forwarded.flatMap((target) => forwardedRules(target, machine, inside, family)),
      ...targets.flatMap((target) => routedRules(target, inside, outside, family)),
    ]),
  };
}

/** A service of a machine that has no public address of its own. */
interface Target {
  readonly machine: Machine;
  readonly address: Address;
  readonly provided: Provided;
}

function targetsOf(site: Site, family: Family): Target[] {
  return [...site.hypervisors, ...site.servers, ...site.guests].flatMap((machine) => {
    const address = addressOn(machine, 'internal', family);
    if (!address || isGateway(machine) || addressOn(machine, 'public', family)) return [];
    return machine.provides.map((provided) => ({ machine, address, provided }));
  });
}

/** Whether the addresses of a network mean nothing outside, so that they must be translated. Private IPv4 always is. */
function isTranslated({ prefix }: Required<Link>, family: Family): boolean {
  return family === 4 || containsPrefix('fc00::/7', prefix);
}

/** The hairpin: who asks from inside for a forwarded port must get the answer from the gateway, not from the neighbour. */
function sourceRules(inside: Required<Link>, outside: Required<Link>, hairpin: boolean): Rule[] {
  const family = inside.address.includes(':') ? 6 : 4;
  const out = isTranslated(inside, family)
    ? [['-s', inside.prefix, '-o', outside.device, '-j', 'MASQUERADE']]
    : [];
  const back = ['-s', inside.prefix, '-o', inside.device, ...connection('DNAT'), '-j', 'MASQUERADE'];
  return hairpin ? [...out, back] : out;
}

/** One rule for ports that stay the same, else one a port: older kernels cannot shift a range. */
function translations({ address, provided }: Target, outside: Required<Link>): Rule[] {
  const { protocol, port, endPort, forwardedPort } = provided;
  const aim = (to: string, ports: Pick<Provided, 'port' | 'endPort'>): Rule => [
    ...['-d', outside.address, ...towards({ protocol, ...ports })],
    ...['-j', 'DNAT', '--to-destination', to],
  ];
  if (forwardedPort === port) return [aim(address, provided)];
  const host = address.includes(':') ? `[${address}]` : address;
  return Array.from({ length: endPort - port + 1 }, (_, index) =>
    aim(`${host}:${port + index}`, { port: forwardedPort! + index, endPort: forwardedPort! + index }),
  );
}

function forwardedRules(target: Target, gateway: Machine, inside: Required<Link>, family: Family): Rule[] {
  return target.provided.from.flatMap((audience) =>
    audiencePrefixes(audience, gateway, family).map((source) => [
      ...from(audience.kind === 'world' ? {} : { source }),
      ...destination(target, inside),
      ...connection('DNAT'),
      ...accept(reason(target, audience)),
    ]),
  );
}

/** Those outside who were given a service, and whose packets the provider's router brings here, pass untranslated. */
function routedRules(
  target: Target,
  inside: Required<Link>,
  outside: Required<Link>,
  family: Family,
): Rule[] {
  return target.provided.from.flatMap((audience) =>
    outsiders(audience, target.machine, inside, family).map((source) => [
      ...['-i', outside.device, '-s', source],
      ...destination(target, inside),
      ...accept(reason(target, audience)),
    ]),
  );
}

function outsiders(audience: Audience, machine: Machine, inside: Required<Link>, family: Family): string[] {
  if (audience.kind === 'world' && isTranslated(inside, family)) return [];
  return audiencePrefixes(audience, machine, family).filter((source) => !isInside(source, machine, family));
}

function destination({ address, provided }: Target, inside: Required<Link>): Rule {
  return ['-o', inside.device, '-d', address, ...towards(provided)];
}

function reason({ machine, provided }: Target, audience: Audience): string {
  return `${provided.service} of ${machine.fqdn} from ${audienceTitle(audience)}`;
}
