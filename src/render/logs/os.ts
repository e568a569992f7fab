import type { OperatingSystem } from '../../model/os.ts';

/** Where rsyslog gets what the machine itself says, and where it keeps its queues, on a distribution. */
export interface LogSoftware {
  readonly packages: readonly string[];
  readonly workDirectory: string;
  /** Whether rsyslog reads the journal; else journald hands messages on to the socket that rsyslog listens on. */
  readonly readsJournal: boolean;
  /** The group of those who may read logs. */
  readonly group: string;
}

const debian: LogSoftware = {
  packages: ['rsyslog', 'rsyslog-relp'],
  workDirectory: '/var/spool/rsyslog',
  readsJournal: false,
  group: 'adm',
};

const redhat: LogSoftware = {
  packages: ['rsyslog', 'rsyslog-relp'],
  workDirectory: '/var/lib/rsyslog',
  readsJournal: true,
  group: 'root',
};

/** Rsyslog's habits on a distribution. */
export function logSoftware({ family }: OperatingSystem): LogSoftware {
  return family === 'debian' ? debian : redhat;
}
