import type { Machine } from '../../model/platform.ts';

/** What differs between machines and distributions. */
export interface BaseSoftware {
  readonly packages: readonly string[];
  /** Where the name of the time zone is kept, beside the link /etc/localtime; Debian gave it up in release 13. */
  readonly timeZoneFile?: string;
  /** NetworkManager writes /etc/resolv.conf unless it is told not to. */
  readonly networkManager: boolean;
}

/** The packages and habits of a machine's distribution. */
export function baseSoftware(machine: Machine): BaseSoftware {
  const { family, release } = machine.os;
  const agent = machine.kind === 'guest' && machine.production.virtualization === 'kvm';
  return {
    packages: agent ? ['qemu-guest-agent', 'tzdata'] : ['tzdata'],
    timeZoneFile: family === 'debian' && release < 13 ? '/etc/timezone' : undefined,
    networkManager: family === 'redhat',
  };
}
