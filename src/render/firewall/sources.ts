import { containsPrefix, type Family, familyOf, overlaps } from '../../model/ip.ts';
import type { Address, Audience, Machine, Prefix } from '../../model/platform.ts';
import { addressOn, isGateway, type Link, linkOn, linksOf } from './links.ts';

/** Where a packet that may pass comes from; no restriction where a member is missing. */
export interface Source {
  readonly device?: string;
  readonly source?: Address | Prefix;
}

/** What a reader calls an audience. */
export function audienceTitle(audience: Audience): string {
  if (audience.kind === 'machine') return audience.machine.fqdn;
  return audience.kind === 'prefix' ? audience.prefix : audience.kind;
}

/** The addresses and prefixes that an audience's packets carry when they reach a machine. */
export function audiencePrefixes(audience: Audience, machine: Machine, family: Family): (Address | Prefix)[] {
  const { site } = machine;
  switch (audience.kind) {
    case 'world':
      return [family === 4 ? '0.0.0.0/0' : '::/0'];
    case 'internal':
      return present([linksOf(machine, family).find(isInternal)?.prefix]);
    case 'hypervisors':
      return present(site.hypervisors.map((one) => addressOn(one, 'internal', family)));
    case 'admins':
      return [...site.admins.filter((one) => familyOf(one) === family), ...jumpHost(machine, family)];
    case 'machine':
      return present([addressSeen(audience.machine, machine, family)]);
    case 'prefix':
      return familyOf(audience.prefix) === family ? [audience.prefix] : [];
  }
}

/** Administrators reach machines without a public address by way of the NAT gateway, whose address is then seen. */
function jumpHost(machine: Machine, family: Family): Address[] {
  const gateway = machine.site.internal.natGateway;
  if (!gateway || isGateway(machine)) return [];
  return present([addressOn(gateway, 'internal', family)]);
}

/** A neighbour is seen with its internal address; a machine of another site with its public one, or its gateway's. */
function addressSeen(from: Machine, by: Machine, family: Family): Address | undefined {
  if (from.site === by.site) return addressOn(from, 'internal', family);
  const gateway = from.site.internal.natGateway;
  return addressOn(from, 'public', family) ?? (gateway && addressOn(gateway, 'public', family));
}

/** From where an audience's packets come in to a machine: each prefix on the interfaces that lead to it, on no other. */
export function audienceSources(audience: Audience, machine: Machine, family: Family): Source[] {
  const links = linksOf(machine, family).filter(({ address }) => address !== undefined);
  if (links.length === 0) return [];
  if (audience.kind === 'world') return [{}];
  return audiencePrefixes(audience, machine, family).flatMap((source) =>
    linksTowards(source, links).map(({ device }) => ({ device, source })),
  );
}

/** The links whose networks share addresses with the prefix; and, unless one holds it whole, the default route's. */
function linksTowards(source: Address | Prefix, links: readonly Link[]): Link[] {
  const prefix = asPrefix(source);
  const connected = links.filter((link) => link.prefix && overlaps(link.prefix, prefix));
  if (connected.some((link) => containsPrefix(link.prefix!, prefix))) return connected;
  const outward = links.find(({ network }) => network.name === 'public') ?? links[0]!;
  return [...new Set([...connected, outward])];
}

/** Whether a prefix or an address lies in the machine's internal network. */
export function isInside(source: Address | Prefix, machine: Machine, family: Family): boolean {
  const link = linkOn(machine, 'internal', family);
  return link !== undefined && containsPrefix(link.prefix, asPrefix(source));
}

function asPrefix(source: Address | Prefix): Prefix {
  if (source.includes('/')) return source;
  return `${source}/${familyOf(source) === 4 ? 32 : 128}`;
}

const isInternal = ({ network }: Link): boolean => network.name === 'internal';

function present<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}
