import type { Network, Store } from '../../model/platform.ts';
import { derivedUuid } from '../../model/uuid.ts';
import { xml } from '../quote/xml.ts';
import { template } from '../template.ts';

const networkTemplate = template('kvm/network', xml);
const poolTemplate = template('kvm/pool', xml);

/** The definition of a network that guests are plugged into: the bridge of the host, on every host the same. */
export function networkXml({ name, site, bridge }: Network): string {
  const uuid = derivedUuid(site.name, 'network', name);
  return networkTemplate({ name, site: site.name, uuid, bridge });
}

/** The definition of a storage pool: a volume group, or the directory where the shared store is mounted. */
export function poolXml(store: Store): string {
  const { name, site } = store;
  const uuid = derivedUuid(site.name, 'pool', name);
  const source =
    store.type === 'lvm'
      ? { type: 'logical', volumeGroup: store.volumeGroup, path: `/dev/${store.volumeGroup}` }
      : { type: 'dir', volumeGroup: null, path: store.mountPoint };
  return poolTemplate({ name, site: site.name, uuid, ...source });
}
