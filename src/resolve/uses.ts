import type { Place } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/didyoumean.ts';
import { contains } from '../model/ip.ts';
import type { Mutable } from '../model/mutable.ts';
import type { Audience, Hypervisor, Machine } from '../model/platform.ts';
import { machineNamed, refer, referToMachine, report, type SiteContext } from './context.ts';
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
    if (isForeign(on)) continue;
    const place = placeOfItem(settings, 'uses', index);
    const provider = referToMachine(context, on, place);
    if (provider) use(machine, service, provider as Machine, `uses ${service}`, place);
  }
}

/** Whether a machine is named after its site, as one of another site is. */
export function isForeign(name: string): boolean {
  return name.includes('/');
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

/** Reports uses that the sources name and that cannot be: the other machine does not provide it, or not to this one. */
export function validateUses(
  context: SiteContext,
  machine: Machine,
  settings: Settings<MachineSource>,
): void {
  for (const [index, { service, on }] of (settings.data.uses ?? []).entries()) {
    const provider = isForeign(on) ? undefined : machineNamed(context, on);
    if (!provider || isSiteService(context, service, provider)) continue;
    const place = placeOfItem(settings, 'uses', index);
    const offers = provider.provides.filter((provided) => provided.service === service);
    const related = [{ place: provider.place, message: `${on} is here.` }];
    if (offers.length === 0 && isDeclared(context, service, provider)) continue;
    if (offers.length === 0) {
      const services = new Set(provider.provides.map((provided) => provided.service));
      const hint = didYouMean(service, services) ?? `it provides ${[...services].join(', ')}`;
      report(context, 'resolve/unknown-name', `${on} does not provide '${service}'.`, place, {
        hint,
        related,
      });
    } else if (!offers.some(({ from }) => from.some((audience) => admits(audience, machine)))) {
      const message = `${on} provides '${service}', but not to ${machine.name}.`;
      const hint = `add ${machine.name} to its \`from\` there`;
      report(context, 'resolve/conflict', message, place, { hint, related });
    }
  }
}

/** What a machine says that it provides, and does not for a mistake that was reported there. */
function isDeclared({ origins }: SiteContext, service: string, provider: Mutable<Machine>): boolean {
  const { data } = origins.get(provider)!.settings as Settings<MachineSource>;
  return (data.provides ?? []).some((source) => source.service === service);
}

function isSiteService({ site }: SiteContext, service: string, provider: Mutable<Machine>): boolean {
  return site.services.some(
    ({ name, providers }) => name === service && providers.includes(provider as Machine),
  );
}

/** Whether a machine of the site belongs to an audience. */
function admits(audience: Audience, machine: Machine): boolean {
  if (audience.kind === 'machine') return audience.machine === machine;
  if (audience.kind === 'prefix') {
    const addresses = machine.interfaces.flatMap(({ ipv4, ipv6 }) => [ipv4, ipv6]);
    return addresses.some((address) => address !== undefined && contains(audience.prefix, address));
  }
  if (audience.kind === 'hypervisors') return machine.kind === 'hypervisor';
  return audience.kind !== 'admins';
}
