import type { OperatingSystem } from '../../model/os.ts';

/** What BIND is called on a distribution, and where its files are. */
export interface DnsSoftware {
  readonly packages: readonly string[];
  readonly service: string;
  readonly group: string;
  readonly configFile: string;
  /** Where it may write. */
  readonly workingDirectory: string;
  /** The zones that placo writes; the policies of AppArmor and SELinux let BIND read there. */
  readonly zoneDirectory: string;
  /** What the distribution says of algorithms that its libraries refuse, so that BIND takes their zones for unsigned. */
  readonly cryptoPolicy?: string;
}

const debian: DnsSoftware = {
  packages: ['bind9'],
  service: 'named',
  group: 'bind',
  configFile: '/etc/bind/named.conf',
  workingDirectory: '/var/cache/bind',
  zoneDirectory: '/etc/bind/placo',
};

const redhat: DnsSoftware = {
  packages: ['bind'],
  service: 'named',
  group: 'named',
  configFile: '/etc/named.conf',
  workingDirectory: '/var/named/dynamic',
  zoneDirectory: '/var/named/placo',
  cryptoPolicy: '/etc/crypto-policies/back-ends/bind.config',
};

/** BIND's names on a distribution. */
export function dnsSoftware({ family }: OperatingSystem): DnsSoftware {
  return family === 'debian' ? debian : redhat;
}
