import type { Disk, Guest } from '../../model/platform.ts';

/** Where a container lies on a hypervisor: a block device of LVM, or a raw image. */
export interface ContainerPlace {
  readonly type: 'block' | 'file';
  readonly path: string;
}

/** The name of a container: that of a logical volume, or of an image without its suffix. */
export function containerName(guest: Guest, disk: Disk): string {
  return `${guest.name}-${disk.name}`;
}

/** Where hypervisors find a container. */
export function containerPlace(guest: Guest, disk: Disk): ContainerPlace {
  const name = containerName(guest, disk);
  if (disk.store.type === 'lvm') return { type: 'block', path: `/dev/${disk.store.volumeGroup}/${name}` };
  return { type: 'file', path: `${disk.store.mountPoint}/${name}.raw` };
}
