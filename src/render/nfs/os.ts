import type { OperatingSystem } from '../../model/os.ts';

/** What NFS is called on a distribution. */
export interface NfsSoftware {
  /** What servers and clients need. */
  readonly commonPackages: readonly string[];
  /** What only servers need beyond it. */
  readonly serverPackages: readonly string[];
  /** Where the server's settings go, without touching the distribution's own where that is possible. */
  readonly serverConfig: string;
  /** The group of whom a name maps to nobody. */
  readonly nobodyGroup: string;
}

const debian: NfsSoftware = {
  commonPackages: ['nfs-common'],
  serverPackages: ['nfs-kernel-server'],
  serverConfig: '/etc/nfs.conf.d/placo.conf',
  nobodyGroup: 'nogroup',
};

const el: NfsSoftware = {
  commonPackages: ['nfs-utils'],
  serverPackages: [],
  serverConfig: '/etc/nfs.conf.d/placo.conf',
  nobodyGroup: 'nobody',
};

/** The nfs-utils of EL 8 read one file and no directory beside it. */
const el8: NfsSoftware = { ...el, serverConfig: '/etc/nfs.conf' };

/** NFS's names on a distribution. */
export function nfsSoftware({ family, release }: OperatingSystem): NfsSoftware {
  if (family === 'debian') return debian;
  return release < 9 ? el8 : el;
}
