import type { Guest, Hypervisor, LocalStore, NfsStore, Platform, Site } from '../../model/platform.ts';
import { formatSize } from '../../model/size.ts';
import type { Finding, Rule } from '../rule.ts';

/** A store holds its containers: a local one those of production and standby guests, one on NFS each of them once. */
export const storeCapacity: Rule = { code: 'check/store-capacity', find };

function* find(platform: Platform): Generator<Finding> {
  for (const site of platform.sites) {
    for (const store of site.stores) {
      if (store.type === 'nfs') yield* nfs(site, store);
      else for (const host of site.hypervisors) yield* local(site, store, host);
    }
  }
}

function* nfs(site: Site, store: NfsStore): Generator<Finding> {
  const wanted = bytesIn(store, site.guests);
  if (wanted > store.volume.size)
    yield {
      subject: site,
      message: `the containers in ${store.name} take ${formatSize(wanted)}, and its volume ${store.volume.name} has ${formatSize(store.volume.size)}`,
      place: store.place,
      hint: 'enlarge the volume, or make the containers smaller',
    };
}

function* local(site: Site, store: LocalStore, host: Hypervisor): Generator<Finding> {
  const present = site.guests.filter((guest) => guest.production === host || guest.standbys.includes(host));
  const wanted = bytesIn(store, present);
  if (wanted > store.size)
    yield {
      subject: host,
      message: `the containers in ${store.name} on ${host.name}, production and standby, take ${formatSize(wanted)} of ${formatSize(store.size)}`,
      place: store.place,
      hint: 'enlarge the volume group, or make the containers smaller',
    };
}

function bytesIn(store: LocalStore | NfsStore, guests: readonly Guest[]): number {
  const disks = guests.flatMap((guest) => guest.disks.filter((disk) => disk.store === store));
  return disks.reduce((total, disk) => total + disk.size, 0);
}
