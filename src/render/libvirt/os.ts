import type { OperatingSystem, OsName } from '../../model/os.ts';

/** What libvirt and QEMU are called on a distribution. */
export interface LibvirtSoftware {
  readonly packages: readonly string[];
  /** Sockets that start the daemons when someone asks; the daemons stop by themselves when they are idle. */
  readonly sockets: readonly string[];
  /** The daemon that starts guests at boot and reads qemu.conf; a restart leaves guests alone. */
  readonly daemon: string;
  /** Where the settings of libvirt-guests lie. */
  readonly guestsConfig: string;
  /** SELinux booleans for images on NFS. */
  readonly nfsBooleans: readonly string[];
  /** The machine types that its QEMU offers and that placo uses, the oldest first. */
  readonly machineTypes: readonly string[];
}

const debian = {
  sockets: ['libvirtd.socket', 'virtlockd.socket'],
  daemon: 'libvirtd.service',
  guestsConfig: '/etc/default/libvirt-guests',
  nfsBooleans: [],
};

/** The packages of Debian 13 cut libvirt into smaller pieces. */
const debian12Packages = ['libvirt-clients', 'libvirt-daemon-system', 'qemu-system-x86', 'qemu-utils'];
const debian13Packages = [
  ...debian12Packages,
  'libvirt-daemon-driver-network',
  'libvirt-daemon-driver-storage',
  'libvirt-daemon-driver-storage-logical',
  'libvirt-daemon-lock',
  'libvirt-daemon-plugin-lockd',
];

const el8 = {
  packages: ['libvirt-client', 'libvirt-daemon-kvm', 'qemu-img', 'qemu-kvm'],
  sockets: ['libvirtd.socket', 'virtlockd.socket'],
  daemon: 'libvirtd.service',
  guestsConfig: '/etc/sysconfig/libvirt-guests',
  nfsBooleans: ['virt_use_nfs'],
};

/** From EL 9 on each driver of libvirt has a daemon of its own. */
const el9 = {
  ...el8,
  packages: [...el8.packages, 'libvirt-daemon-plugin-lockd'],
  sockets: ['virtqemud.socket', 'virtnetworkd.socket', 'virtstoraged.socket', 'virtlockd.socket'],
  daemon: 'virtqemud.service',
};

const software: Partial<Record<OsName, LibvirtSoftware>> = {
  debian12: { ...debian, packages: debian12Packages, machineTypes: ['pc-q35-7.2'] },
  debian13: { ...debian, packages: debian13Packages, machineTypes: ['pc-q35-7.2', 'pc-q35-10.0'] },
  rocky8: { ...el8, machineTypes: ['pc-q35-rhel8.6.0'] },
  rocky9: { ...el9, machineTypes: ['pc-q35-rhel8.6.0', 'pc-q35-rhel9.4.0'] },
  rocky10: { ...el9, machineTypes: ['pc-q35-rhel9.4.0', 'pc-q35-rhel10.0.0'] },
};

/** libvirt's names on a distribution, `undefined` on one that placo does not manage. */
export function libvirtSoftware({ name }: OperatingSystem): LibvirtSoftware | undefined {
  return software[name];
}

/**
 * The newest machine type that all of some distributions offer, `undefined` where they have none in common, as Debian
 * and EL have not. libvirt would write out the alias `q35` when it defines a guest, each host its own way.
 */
export function commonMachineType(systems: readonly OperatingSystem[]): string | undefined {
  const [first, ...rest] = systems.map((os) => libvirtSoftware(os)?.machineTypes ?? []);
  return first?.filter((type) => rest.every((types) => types.includes(type))).at(-1);
}
