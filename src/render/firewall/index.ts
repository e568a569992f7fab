import type { Family } from '../../model/ip.ts';
import type { Machine, Site } from '../../model/platform.ts';
import { type Contribution, FileContent, type Rendered } from '../contribution.ts';
import { express, renderedOf } from '../express.ts';
import { managedMachines } from '../services.ts';
import { bridgeRules } from './bridges.ts';
import { gatewayRules } from './gateway.ts';
import { inputRules } from './input.ts';
import { firewallSoftware } from './os.ts';
import { formatRuleSet, type RuleSet } from './rules.ts';
import { spoofingRules } from './spoofing.ts';

const path = (family: Family): string => `/etc/placo/firewall/v${family}.rules`;

/** The packet filters of a site's machines, as files for iptables-restore(8) and ip6tables-restore(8). */
export function renderFirewall(site: Site): Rendered {
  return renderedOf(
    managedMachines(site).map((machine) =>
      express(`the packet filter of ${machine.name}`, machine.place, () => contribution(machine)),
    ),
  );
}

/** All that one machine's packet filter says about one version of the protocol. */
export function ruleSet(machine: Machine, family: Family): RuleSet {
  const gateway = gatewayRules(machine, family);
  return {
    family,
    rawPrerouting: spoofingRules(machine, family),
    natPrerouting: gateway.natPrerouting,
    natPostrouting: gateway.natPostrouting,
    input: inputRules(machine, family),
    forward: [...gateway.forward, ...bridgeRules(machine)],
  };
}

function contribution(machine: Machine): Contribution {
  const { packages, rivals } = firewallSoftware(machine.os);
  return {
    machine,
    module: 'firewall',
    parameters: {
      packages,
      rivals,
      v4_rules: new FileContent(path(4)),
      v6_rules: new FileContent(path(6)),
    },
    files: ([4, 6] as const).map((family) => ({
      path: path(family),
      content: formatRuleSet(ruleSet(machine, family)),
    })),
  };
}
