import { contains, formatIpv4, isHostAddress } from '../model/ip.ts';
import { addressed } from '../model/machines.ts';
import type { Mutable } from '../model/mutable.ts';
import type { Interface, Network } from '../model/platform.ts';
import { nodeAt, type Path, placeOfNode } from '../read/node.ts';
import { numberOf, type Range, rangeOf } from './address-pool.ts';
import { report, type SiteContext } from './context.ts';

/** Nobody needs a site whose packet filters shut out everybody who could mend it. */
export function warnOfNoAdmins({ site, document, diagnostics }: SiteContext): void {
  if (site.admins.length > 0) return;
  const given = nodeAt(document.root, ['admins']);
  diagnostics.push({
    code: 'resolve/missing-value',
    severity: 'warning',
    message: `${site.name} has no administrators: where its packet filters are in force, nobody gets in by SSH.`,
    place: given ? placeOfNode(given) : site.place,
    hint: 'say under admins from which prefixes they come',
  });
}

/** Checks what the sources say of the networks themselves: ranges and routers lie in them, and ranges are no pairs swapped. */
export function validateNetworks(context: SiteContext): void {
  const { site } = context;
  for (const network of [site.internal, site.public]) {
    if (!network) continue;
    for (const [path, range] of rangesOf(context, network)) validateRange(context, network, path, range);
    for (const family of ['gateway4', 'gateway6'] as const) validateGateway(context, network, family);
  }
}

function rangesOf({ document }: SiteContext, { name }: Network): readonly (readonly [Path, Range])[] {
  const source = document.data.networks[name]!;
  const ranges: [Path, Range][] = (source.reserved ?? []).map((text, index) => [
    ['reserved', index],
    rangeOf(text),
  ]);
  for (const [key, value] of Object.entries({ ...source, reserved: undefined })) {
    if (typeof value === 'object') ranges.push([[key], [numberOf(value.from), numberOf(value.to)]]);
  }
  return ranges;
}

function validateRange(context: SiteContext, network: Network, path: Path, [from, to]: Range): void {
  const outside = [from, to].map(formatIpv4).find((address) => !contains(network.ipv4, address));
  const reason =
    outside === undefined
      ? from > to
        ? 'ends before it begins'
        : undefined
      : `leaves ${network.ipv4} with ${outside}`;
  if (reason === undefined) return;
  const node = nodeAt(context.document.root, ['networks', network.name, ...path])!;
  const message = `The range '${path[0]}' of the ${network.name} network ${reason}.`;
  report(context, 'resolve/conflict', message, placeOfNode(node));
  if (path[0] === 'dynamic_range') delete (network as Mutable<Network>).dynamicRange;
}

function validateGateway(context: SiteContext, network: Network, key: 'gateway4' | 'gateway6'): void {
  const address = network[key];
  const prefix = key === 'gateway4' ? network.ipv4 : network.ipv6;
  if (address === undefined || (prefix !== undefined && isHostAddress(prefix, address))) return;
  const node = nodeAt(context.document.root, ['networks', network.name, key])!;
  const message = `The router ${address} is no address for a machine in ${prefix ?? 'the network, which has no IPv6'}.`;
  report(context, 'resolve/conflict', message, placeOfNode(node));
}

/** Reports addresses that the sources give to machines although DHCP may hand them out to others. */
export function reportDynamicAddresses(context: SiteContext): void {
  const machines = [...context.hypervisors.values(), ...context.servers.values(), ...context.guests.values()];
  for (const machine of machines)
    for (const each of addressed(machine)) reportDynamic(context, machine.name, each);
}

function reportDynamic(context: SiteContext, name: string, { ipv4, network, place }: Interface): void {
  const range = network.dynamicRange;
  if (!range || ipv4 === undefined) return;
  const value = numberOf(ipv4);
  if (value < numberOf(range.from) || numberOf(range.to) < value) return;
  const related = [{ place: network.place, message: 'The network is described here.' }];
  const message = `${ipv4} of ${name} lies in dynamic_range, whose addresses DHCP hands out to others.`;
  report(context, 'resolve/conflict', message, place, { hint: 'choose another one', related });
}
