import type { Family } from '../../model/ip.ts';
import type { Machine } from '../../model/platform.ts';
import { isGateway, type Link, linkOn, linksOf } from './links.ts';
import type { Rule } from './rules.ts';

/** Drops packets whose source cannot be where they come from, before connections are tracked. */
export function spoofingRules(machine: Machine, family: Family): Rule[] {
  const links = linksOf(machine, family);
  const own = links.filter(({ address, prefix }) => address && prefix);
  const inside = isGateway(machine) ? insideRules(machine, family) : [];
  return [...inside, ...own.flatMap((link) => strangers(link, links, inside.length > 0))];
}

/** A network's addresses come in by the interface on it. The gateway's internal interface is judged more strictly. */
function strangers(link: Link, links: readonly Link[], strict: boolean): Rule[] {
  return links
    .filter((other) => other.device !== link.device && !(strict && other.network.name === 'internal'))
    .map(({ device }) => ['-i', device, '-s', link.prefix!, '-j', 'DROP']);
}

/** Behind the gateway's internal interface there is the internal network only, and machines that have no address yet. */
function insideRules(machine: Machine, family: Family): Rule[] {
  const link = linkOn(machine, 'internal', family);
  if (!link) return [];
  const unnumbered = family === 4 ? ['0.0.0.0'] : ['::', 'fe80::/10'];
  return [
    ...unnumbered.map((source) => ['-i', link.device, '-s', source, '-j', 'RETURN']),
    ['-i', link.device, '!', '-s', link.prefix, '-j', 'DROP'],
  ];
}
