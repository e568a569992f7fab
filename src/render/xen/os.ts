import type { OperatingSystem, OsName } from '../../model/os.ts';

/** How Xen runs a guest: with its own kernel's help (`pv`), in hardware without (`pvh`) or with a PC around it. */
export type XenType = 'pv' | 'pvh' | 'hvm';

/** Kernels of Debian have both ways, those of EL 7 and later only know a PC, older ones only the old way. */
const types: Readonly<Record<OsName, XenType>> = {
  debian11: 'pvh',
  debian12: 'pvh',
  debian13: 'pvh',
  rocky8: 'hvm',
  rocky9: 'hvm',
  rocky10: 'hvm',
  centos5: 'pv',
  centos6: 'pv',
  centos7: 'hvm',
};

/** The way in which Xen runs a distribution. */
export function xenType({ name }: OperatingSystem): XenType {
  return types[name];
}

/** The packages of a Xen hypervisor, `undefined` on distributions that have none. */
export function xenPackages({ family, managed }: OperatingSystem): readonly string[] | undefined {
  return family === 'debian' && managed ? ['qemu-system-xen', 'qemu-utils', 'xen-system-amd64'] : undefined;
}
