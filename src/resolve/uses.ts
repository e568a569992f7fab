import type { Place } from '../diagnostics/diagnostic.ts';
import type { Mutable } from '../model/mutable.ts';
import type { Hypervisor, Machine } from '../model/platform.ts';
import { refer, referToMachine, type SiteContext } from './context.ts';
import { type MachineSource, placeOfItem } from './machine.ts';
import type { Settings } from './settings.ts';

/** Adds a use of another machine; a machine does not use itself, nor the same service of another one twice. */
export function use(
  machine: Mutable<Machine>,
  service: string,
  provider: Machine,
  reason: string,
  place: Place,
): void {
  if (provider === (machine as unknown)) return;
  const known = machine.uses.some((other) => other.service === service && other.provider === provider);
  if (!known) machine.uses.push({ service, provider, reason, place });
}

/** Adds the services of other machines that the sources name. */
export function resolveUses(
  context: SiteContext,
  machine: Mutable<Machine>,
  settings: Settings<MachineSource>,
): void {
  for (const [index, { service, on }] of (settings.data.uses ?? []).entries()) {
    const place = placeOfItem(settings, 'uses', index);
    const provider = referToMachine(context, on, place);
    if (provider) use(machine, service, provider as Machine, `uses ${service}`, place);
  }
}

/** Adds the volumes that the sources mount on a machine, and the use of their servers. */
export function resolveMounts(
  context: SiteContext,
  machine: Mutable<Machine>,
  settings: Settings<MachineSource>,
): void {
  for (const [index, source] of (settings.data.mounts ?? []).entries()) {
    const place = placeOfItem(settings, 'mounts', index);
    const volume = refer(context, 'volume', context.volumes, source.volume, place);
    if (!volume) continue;
    const { directory = '', path, read_only: readOnly = false } = source;
    machine.mounts.push({ volume, directory, path, readOnly, place });
    use(machine, 'nfs', volume.server, `mounts ${volume.name}`, place);
  }
}

/** Every hypervisor mounts the NFS stores, where the containers of the site lie. */
export function mountStores({ hypervisors, stores }: SiteContext): void {
  for (const store of stores.values()) {
    if (store.type !== 'nfs') continue;
    const { volume, mountPoint: path, place } = store;
    for (const hypervisor of hypervisors.values() as Iterable<Mutable<Hypervisor>>) {
      hypervisor.mounts.push({ volume, directory: '', path, readOnly: false, place });
      use(hypervisor as Mutable<Machine>, 'nfs', volume.server, `has containers in ${store.name}`, place);
    }
  }
}
