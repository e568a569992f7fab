import type { Machine } from '../../model/platform.ts';
import { accept } from './input.ts';
import type { Rule } from './rules.ts';

/**
 * Where br_netfilter is loaded, a hypervisor's packet filter sees the frames of its guests, in and out by one bridge.
 * They are not its business: each guest has a filter of its own. Not matched with physdev, which would load br_netfilter.
 */
export function bridgeRules(machine: Machine): Rule[] {
  if (machine.kind !== 'hypervisor') return [];
  return machine.interfaces.map(({ network: { bridge } }) => [
    ...['-i', bridge, '-o', bridge],
    ...accept('frames between guests and the network'),
  ]);
}
