import type { Family } from '../../model/ip.ts';
import { iptables } from '../quote/iptables.ts';

/** A rule without its chain: the words that iptables takes after `-A CHAIN`. */
export type Rule = readonly string[];

/** What placo says in its own chains, one for each place where packets are judged. */
export interface RuleSet {
  readonly family: Family;
  /** Before connections are tracked: forged sources end here. */
  readonly rawPrerouting: readonly Rule[];
  readonly natPrerouting: readonly Rule[];
  readonly natPostrouting: readonly Rule[];
  /** To the machine itself. */
  readonly input: readonly Rule[];
  /** Through the machine. */
  readonly forward: readonly Rule[];
}

interface Chain {
  readonly hook: 'PREROUTING' | 'POSTROUTING' | 'INPUT' | 'FORWARD';
  readonly rules: readonly Rule[];
}

/**
 * A rule set as a file for `iptables-restore --noflush`. Every file names the same chains, empty ones too, so that
 * a machine that loses a task loses the rules of it. Declaring a chain empties it, and nobody else's is declared.
 */
export function formatRuleSet(rules: RuleSet): string {
  const tables = [
    table('raw', [{ hook: 'PREROUTING', rules: rules.rawPrerouting }]),
    table('nat', [
      { hook: 'PREROUTING', rules: rules.natPrerouting },
      { hook: 'POSTROUTING', rules: rules.natPostrouting },
    ]),
    table('filter', [
      { hook: 'INPUT', rules: rules.input },
      { hook: 'FORWARD', rules: rules.forward },
    ]),
  ];
  return `${header}${tables.join('')}`;
}

const header = `# Written by placo: change the description of the site instead.
# Loaded by placo-firewall, which leaves out the -I lines that are in force already.
`;

function table(name: 'raw' | 'nat' | 'filter', chains: readonly Chain[]): string {
  const policies = chains.map(({ hook }) => (name === 'filter' ? `:${hook} DROP [0:0]` : ''));
  const declarations = chains.map(({ hook }) => `:${ownChain(hook)} - [0:0]`);
  const jumps = chains.map(({ hook }) => `-I ${hook} -j ${ownChain(hook)}`);
  const rules = chains.flatMap(formatRules);
  const lines = [...policies, ...declarations, ...jumps, ...rules].filter((line) => line !== '');
  return `*${name}\n${lines.join('\n')}\nCOMMIT\n`;
}

const ownChain = (hook: Chain['hook']): string => `placo-${hook.toLowerCase()}`;

function formatRules({ hook, rules }: Chain): string[] {
  const chain = ownChain(hook);
  return rules.map((rule) => `-A ${chain} ${rule.map(iptables.quote).join(' ')}`);
}
