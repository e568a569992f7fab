import type { Guest, Hypervisor } from '../../model/platform.ts';
import type { Contribution, PuppetValue } from '../contribution.ts';
import { mountUnitName } from '../quote/systemd.ts';
import { containerName, containerPlace } from './places.ts';

/**
 * The containers that a hypervisor makes where they are missing: logical volumes for each guest that it knows, images
 * on the shared store only for those in production there, so that no two hosts make the same one.
 */
export function containersOf(hypervisor: Hypervisor, guests: readonly Guest[]): Contribution[] {
  const disks = guests.flatMap((guest) => guest.disks.map((disk) => ({ guest, disk })));
  if (disks.length === 0) return [];
  const volumes: Record<string, PuppetValue> = {};
  const images: Record<string, PuppetValue> = {};
  for (const { guest, disk } of disks) {
    const { store } = disk;
    if (store.type === 'lvm') volumes[`${store.volumeGroup}/${containerName(guest, disk)}`] = disk.size;
    else if (guest.production === hypervisor)
      images[containerPlace(guest, disk).path] = { size: disk.size, store: store.mountPoint };
  }
  return [{ machine: hypervisor, module: 'containers', parameters: { volumes, images }, files: [] }];
}

/** The units that mount the shared stores which a hypervisor's guests lie on. */
export function storeUnits(hypervisor: Hypervisor): string[] {
  const shared = new Set(storeMounts(hypervisor));
  return hypervisor.mounts.filter(({ path }) => shared.has(path)).map(({ path }) => mountUnitName(path));
}

/** The mount points of the shared stores of a hypervisor's site. */
export function storeMounts(hypervisor: Hypervisor): string[] {
  return hypervisor.site.stores.flatMap((store) => (store.type === 'nfs' ? [store.mountPoint] : []));
}
