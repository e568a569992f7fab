import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Family } from '../../model/ip.ts';
import type { Machine, Site } from '../../model/platform.ts';
import { type Contribution, FileContent, type Rendered } from '../contribution.ts';
import { bridgeRules } from './bridges.ts';
import { gatewayRules } from './gateway.ts';
import { inputRules } from './input.ts';
import { firewallSoftware } from './os.ts';
import { isExpressible } from './quote.ts';
import { formatRuleSet, type RuleSet } from './rules.ts';
import { spoofingRules } from './spoofing.ts';

const path = (family: Family): string => `/etc/placo/firewall/v${family}.rules`;

/** The packet filters of a site's machines, as files for iptables-restore(8), ip6tables-restore(8). */
export function renderFirewall(site: Site): Rendered {
  const machines = [...site.hypervisors, ...site.servers, ...site.guests].filter(({ os }) => os.managed);
  const rendered = machines.map(renderMachine);
  return {
    contributions: rendered.flatMap(({ contribution }) => contribution ?? []),
    diagnostics: rendered.flatMap(({ diagnostics }) => diagnostics),
  };
}

function renderMachine(machine: Machine): { contribution?: Contribution; diagnostics: Diagnostic[] } {
  const sets = ([4, 6] as const).map((family) => ruleSet(machine, family));
  const diagnostics = sets.flatMap((rules) => inexpressible(machine, rules));
  return diagnostics.length > 0
    ? { diagnostics }
    : { contribution: contribution(machine, sets), diagnostics };
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

function inexpressible(machine: Machine, { family: _, ...chains }: RuleSet): Diagnostic[] {
  const words = new Set(Object.values(chains).flat(2));
  return [...words]
    .filter((word) => !isExpressible(word))
    .map((word) => ({
      code: 'render/inexpressible',
      severity: 'error',
      message: `the packet filter of ${machine.name} cannot hold ${JSON.stringify(word)}`,
      place: machine.place,
      hint: 'a rule is one line: leave out line breaks and null characters',
    }));
}

function contribution(machine: Machine, sets: readonly RuleSet[]): Contribution {
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
    files: sets.map((rules) => ({ path: path(rules.family), content: formatRuleSet(rules) })),
  };
}
