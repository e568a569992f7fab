import type { Mutable } from '../model/mutable.ts';
import type { Hypervisor, Server } from '../model/platform.ts';
import { nodeAt, placeOfKey } from '../read/node.ts';
import type { Server as ServerSource } from '../read/types.generated.ts';
import { refer, report, type SiteContext } from './context.ts';
import { bytesOf, hasRequired, machineBase, physicalInterfaces, recordNames } from './machine.ts';
import { recordSettings } from './origins.ts';
import { resolveServiceAddress } from './service-address.ts';
import { placeOfSetting, type Settings, settingsOf } from './settings.ts';

/** Adds the site's hypervisors, in the order of site.yaml. */
export function resolveHypervisors(context: SiteContext): void {
  for (const [name, own] of Object.entries(context.document.data.hypervisors ?? {})) {
    const settings = settingsIn(context, 'hypervisor', name, own);
    if (!hasRequired(context, 'hypervisor', name, settings, ['memory', 'cores'])) {
      context.broken.add(name);
      continue;
    }
    const { data } = settings;
    const hypervisor: Mutable<Hypervisor> = {
      ...machineBase(context.site, name, settings),
      kind: 'hypervisor',
      interfaces: physicalInterfaces(context, settings),
      virtualization: data.virtualization!,
      reservedMemory: bytesOf(data.reserved_memory!),
      memoryOvercommit: data.memory_overcommit!,
      coreOvercommit: data.core_overcommit!,
      cpuModel: data.cpu_model!,
    };
    context.hypervisors.set(name, hypervisor);
    recordSettings(context.origins, hypervisor, settings);
    recordNames(context, hypervisor as Hypervisor);
  }
}

/** Adds the site's physical servers, in the order of site.yaml, then follows them to their mirrors. */
export function resolveServers(context: SiteContext): void {
  const added: [server: Mutable<Server>, settings: Settings<ServerSource>][] = [];
  for (const [name, own] of Object.entries(context.document.data.servers ?? {})) {
    const settings = settingsIn(context, 'server', name, own);
    if (nameIsTaken(context, name, settings)) continue;
    const server: Mutable<Server> = {
      ...machineBase(context.site, name, settings),
      kind: 'server',
      interfaces: physicalInterfaces(context, settings),
      roles: [...(settings.data.roles ?? [])],
      volumeGroup: settings.data.volume_group!,
    };
    context.servers.set(name, server);
    recordSettings(context.origins, server, settings);
    recordNames(context, server as Server);
    added.push([server, settings]);
  }
  for (const [server, settings] of added) {
    resolveMirror(context, server, settings);
    resolveServiceAddress(context, server, settings);
  }
}

function settingsIn<K extends 'hypervisor' | 'server', T>(
  context: SiteContext,
  kind: K,
  name: string,
  own: T,
) {
  const all = nodeAt(context.document.root, [`${kind}s`])!;
  const place = placeOfKey(all, name);
  return settingsOf(own, nodeAt(all, [name])!, context.inherited[kind], place);
}

function nameIsTaken(context: SiteContext, name: string, settings: Settings): boolean {
  const owner = context.hypervisors.get(name);
  if (!owner) return false;
  const related = [{ place: owner.place, message: 'The hypervisor is here.' }];
  const message = `'${name}' is the name of a hypervisor already.`;
  report(context, 'resolve/identity', message, settings.place, { related, hint: 'give it another name' });
  return true;
}

function resolveMirror(
  context: SiteContext,
  server: Mutable<Server>,
  settings: Settings<ServerSource>,
): void {
  if (settings.data.mirror === undefined) return;
  const place = placeOfSetting(settings, ['mirror']);
  const mirror = refer(context, 'server', context.servers, settings.data.mirror, place);
  if (mirror !== (server as unknown)) {
    server.mirror = mirror as Server | undefined;
    return;
  }
  const hint = 'name another server';
  report(context, 'resolve/conflict', `'${server.name}' cannot mirror itself.`, place, { hint });
}
