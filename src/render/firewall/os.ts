import type { OperatingSystem } from '../../model/os.ts';

/** What the packet filter is called on a distribution. */
export interface FirewallSoftware {
  readonly packages: readonly string[];
  /** What would load other rules over placo's, or flush them. */
  readonly rivals: readonly string[];
}

const debian: FirewallSoftware = { packages: ['iptables'], rivals: ['nftables'] };
const el8: FirewallSoftware = { packages: ['iptables'], rivals: ['firewalld', 'nftables'] };
const el: FirewallSoftware = { packages: ['iptables-nft'], rivals: ['firewalld', 'nftables'] };

/** The packet filter's names on a distribution. */
export function firewallSoftware({ family, release }: OperatingSystem): FirewallSoftware {
  if (family === 'debian') return debian;
  return release < 9 ? el8 : el;
}
