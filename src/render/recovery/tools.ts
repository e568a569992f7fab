import type { Hypervisor } from '../../model/platform.ts';

/** How root has a hypervisor do something with a guest, by its name. */
export interface Tools {
  readonly start: (guest: string) => string;
  readonly stop: (guest: string) => string;
  /** Lists what runs. */
  readonly list: string;
  /** What makes the guest start with the hypervisor. */
  readonly autostart: (guest: string) => string;
}

const kvm: Tools = {
  start: (guest) => `virsh start ${guest}`,
  stop: (guest) => `virsh shutdown ${guest}`,
  list: 'virsh list',
  autostart: (guest) => `/etc/libvirt/qemu/autostart/${guest}.xml`,
};

const xen: Tools = {
  start: (guest) => `xl create /etc/xen/placo/${guest}.cfg`,
  stop: (guest) => `xl shutdown ${guest}`,
  list: 'xl list',
  autostart: (guest) => `/etc/xen/auto/${guest}.cfg`,
};

/** The tools of a hypervisor. */
export function toolsOf({ virtualization }: Hypervisor): Tools {
  return { kvm, xen }[virtualization];
}
