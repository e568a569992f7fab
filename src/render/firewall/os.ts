import type { OperatingSystem } from '../../model/os.ts';

/** What the packet filter is called on a distribution. */
export interface FirewallSoftware {
  readonly packages: readonly string[];
  /** What would load other rules over placo's, or flush them. */
  readonly rivals: readonly string[];
}

const debian: FirewallSoftware = { packages: ['iptables'], rivals: ['nftables'] };
const el8: FirewallSoftware = { packages: ['iptables'], rivals: ['firewalld', 'nftables'] };
const el9: FirewallSoftware = { packages: ['iptables-nft'], rivals: ['firewalld', 'nftables'] };

/** The kernel of EL 10 has what iptables-nft asks it for (`nft_compat`, `xt_*`) in a package that images lack. */
const el10: FirewallSoftware = { ...el9, packages: ['iptables-nft', 'kernel-modules-extra'] };

/** The packet filter's names on a distribution. */
export function firewallSoftware({ family, release }: OperatingSystem): FirewallSoftware {
  if (family === 'debian') return debian;
  if (release < 9) return el8;
  return release < 10 ? el9 : el10;
}
