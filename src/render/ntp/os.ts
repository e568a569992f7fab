import type { OperatingSystem } from '../../model/os.ts';

/** What chrony is called on a distribution, and where its files are. */
export interface NtpSoftware {
  readonly packages: readonly string[];
  readonly service: string;
  readonly configFile: string;
  readonly driftFile: string;
  /** The distribution's own servers outside. */
  readonly pool: string;
}

const debian: NtpSoftware = {
  packages: ['chrony'],
  service: 'chrony',
  configFile: '/etc/chrony/chrony.conf',
  driftFile: '/var/lib/chrony/chrony.drift',
  pool: '2.debian.pool.ntp.org',
};

const redhat: NtpSoftware = {
  packages: ['chrony'],
  service: 'chronyd',
  configFile: '/etc/chrony.conf',
  driftFile: '/var/lib/chrony/drift',
  pool: '2.rocky.pool.ntp.org',
};

/** Chrony's names on a distribution. */
export function ntpSoftware({ family }: OperatingSystem): NtpSoftware {
  return family === 'debian' ? debian : redhat;
}
