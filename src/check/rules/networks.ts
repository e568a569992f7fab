import { overlaps } from '../../model/ip.ts';
import type { Network, Platform, Prefix, Site } from '../../model/platform.ts';
import type { Finding, Rule } from '../rule.ts';

/** The networks of a site do not overlap, and public prefixes belong to one site only. */
export const networks: Rule = { code: 'check/networks', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) if (site.public) yield* clash(site, site.public, site.internal);
  for (const [index, site] of platform.sites.entries())
    for (const other of platform.sites.slice(0, index))
      if (site.public && other.public) yield* clash(site, site.public, other.public);
}

function* clash(site: Site, network: Network, other: Network): Generator<Finding> {
  for (const mine of prefixes(network))
    for (const theirs of prefixes(other)) {
      if (!overlaps(mine, theirs)) continue;
      yield {
        subject: site,
        message: `the ${network.name} network ${mine} of ${site.name} overlaps the ${other.name} network ${theirs} of ${other.site.name}`,
        place: network.place,
        related: [{ place: other.place, message: `${theirs} is described here` }],
      };
    }
}

function prefixes(network: Network): Prefix[] {
  return network.ipv6 ? [network.ipv4, network.ipv6] : [network.ipv4];
}
