import { canonicalAddress } from '../model/ip.ts';
import type { Mutable } from '../model/mutable.ts';
import { classNameOf, hostnameOf } from '../model/names.ts';
import { operatingSystems } from '../model/os.ts';
import type { Interface, Machine, Network, Site } from '../model/platform.ts';
import { parseSize } from '../model/size.ts';
import { nodeAt, placeOfNode } from '../read/node.ts';
import type { Guest, Hypervisor, Server } from '../read/types.generated.ts';
import { report, type SiteContext } from './context.ts';
import { recordMade } from './origins.ts';
import { placeOfSetting, type Settings } from './settings.ts';
import { waiversOf } from './site.ts';

/** A size that the schema has checked, in bytes. */
export function bytesOf(size: string): number {
  return parseSize(size) as number;
}

/** What the sources say of any machine. */
export type MachineSource = Guest | Hypervisor | Server;

/** What every machine has; its interfaces, mounts and services are added by later steps. */
export function machineBase(site: Site, name: string, settings: Settings<MachineSource>) {
  const hostname = hostnameOf(name);
  const { data } = settings;
  return {
    name,
    hostname,
    fqdn: `${hostname}.${site.domain}`,
    className: classNameOf(name),
    site,
    description: data.description,
    os: operatingSystems[data.os!],
    memory: bytesOf(data.memory!),
    cores: data.cores!,
    interfaces: [],
    provides: [],
    uses: [],
    mounts: [],
    waivers: waiversOf(data.waivers, settings.layers[0]!, ['waivers']),
    place: settings.place,
  };
}

/** Records the names that were made of a machine's name. */
export function recordNames({ origins }: SiteContext, machine: Machine): void {
  const { hostname, fqdn } = machine;
  if (hostname !== machine.name) {
    const why = 'the name, with _ as -';
    recordMade(origins, machine, '/hostname', hostname, { kind: 'derived', why });
  }
  const why = 'the host name in the domain of the site';
  recordMade(origins, machine, '/fqdn', fqdn, { kind: 'derived', why });
}

/** The interfaces of a physical machine, with the addresses that the sources give. */
export function physicalInterfaces(
  context: SiteContext,
  settings: Settings<Hypervisor | Server>,
): Mutable<Interface>[] {
  const interfaces: Mutable<Interface>[] = [];
  for (const name of ['internal', 'public'] as const) {
    const source = settings.data.interfaces[name];
    if (!source) continue;
    const place = placeOfSetting(settings, ['interfaces', name]);
    const network = networkNamed(context, name, place);
    if (!network) continue;
    const { ipv4, ipv6, mac, device } = source;
    interfaces.push({
      network,
      device,
      ipv4: ipv4 && canonicalAddress(ipv4),
      ipv6: ipv6IfPossible(context, network, ipv6, placeOfSetting(settings, ['interfaces', name, 'ipv6'])),
      mac: mac?.toLowerCase(),
      place,
    });
  }
  return interfaces;
}

/** An IPv6 address in canonical text; a diagnostic and none where its network has no IPv6. */
export function ipv6IfPossible(
  context: SiteContext,
  network: Network,
  address: string | undefined,
  place: Interface['place'],
): string | undefined {
  if (address === undefined || network.ipv6 !== undefined) return address && canonicalAddress(address);
  const message = `${address} is given in the ${network.name} network, which has no IPv6 prefix.`;
  const hint = `remove it, or give networks.${network.name}.ipv6 in ${context.document.file}`;
  report(context, 'resolve/conflict', message, place, { hint });
  return undefined;
}

/** A network of the site; a diagnostic where the site has no such one. */
export function networkNamed(
  context: SiteContext,
  name: Network['name'],
  place: Interface['place'],
): Network | undefined {
  const network = context.site[name];
  if (!network) {
    const message = `${context.site.name} has no ${name} network.`;
    const hint = `describe it under networks in ${context.document.file}, or remove the interface`;
    report(context, 'resolve/unknown-name', message, place, { hint });
  }
  return network;
}

/** Whether every value that a machine cannot be without is given somewhere; reports those that are not. */
export function hasRequired<T extends object>(
  context: SiteContext,
  kind: 'hypervisor' | 'server' | 'guest',
  name: string,
  settings: Settings<T>,
  required: readonly (keyof T & string)[],
): boolean {
  const missing = required.filter((key) => settings.data[key] === undefined);
  for (const key of missing) {
    const hint = `give it here, or as a default under defaults.${kind} of the site or the platform`;
    report(context, 'resolve/missing-value', `The ${kind} '${name}' has no ${key}.`, settings.place, {
      hint,
    });
  }
  return missing.length === 0;
}

/** The place of an item of a list in a machine's settings. */
export function placeOfItem(settings: Settings, list: string, index: number): Interface['place'] {
  for (const layer of settings.layers) {
    const node = nodeAt(layer, [list, index]);
    if (node) return placeOfNode(node);
  }
  return settings.place;
}
