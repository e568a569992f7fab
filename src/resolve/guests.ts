import type { Mutable } from '../model/mutable.ts';
import type { Disk, Guest, Interface, Network, Store } from '../model/platform.ts';
import type { Document } from '../read/documents.ts';
import { placeOfStart } from '../read/node.ts';
import type { Guest as GuestSource } from '../read/types.generated.ts';
import { assignAddresses, type InterfaceRequest } from './addresses.ts';
import { inOrderOfNames, machineNamed, refer, report, type SiteContext } from './context.ts';
import { macOf, uuidOf } from './identity.ts';
import { recorded, recordOf } from './lock.ts';
import { bytesOf, ipv6IfPossible, machineBase, networkNamed, placeOfItem, recordNames } from './machine.ts';
import { recordMade, recordSettings } from './origins.ts';
import { placeOfSetting, type Settings, settingsOf } from './settings.ts';

/** A guest that is being resolved, with what the sources say of it. */
export interface GuestDraft {
  readonly guest: Mutable<Guest>;
  readonly settings: Settings<GuestSource>;
}

/** Creates the site's guests, in the order of names: all that concerns a guest alone. */
export function resolveGuests(context: SiteContext): GuestDraft[] {
  const drafts: GuestDraft[] = [];
  for (const [name, document] of inOrderOfNames(context.documents.guests)) {
    const draft = createGuest(context, name, document);
    if (draft) drafts.push(draft);
    else context.broken.add(name);
  }
  for (const { guest } of drafts) context.guests.set(guest.name, guest);
  return drafts;
}

function createGuest(context: SiteContext, name: string, document: Document<'vm'>): GuestDraft | undefined {
  const place = placeOfStart(document.root);
  const settings = settingsOf(document.data, document.root, context.inherited.guest, place);
  const { data } = settings;
  if (nameIsTaken(context, name, settings)) return undefined;
  const disks = disksOf(context, settings);
  if (!disks) return undefined;
  const running = data.state === 'running';
  const guest = {
    ...machineBase(context.site, name, settings),
    kind: 'guest',
    uuid: data.uuid?.toLowerCase() ?? uuidOf(context.site.name, name),
    state: data.state!,
    autostart: running && data.autostart!,
    roles: [...data.roles!],
    cpu: { shares: data.cpu!.shares!, limit: data.cpu!.limit },
    io: {
      weight: data.io!.weight!,
      bytesPerSecond:
        data.io!.bytes_per_second === undefined ? undefined : bytesOf(data.io!.bytes_per_second),
      operationsPerSecond: data.io!.operations_per_second,
    },
    disks,
    standbys: [],
    websites: [],
  } as unknown as Mutable<Guest>;
  recordGuest(context, guest, settings);
  return { guest, settings };
}

function recordGuest(context: SiteContext, guest: Mutable<Guest>, settings: Settings<GuestSource>): void {
  recordSettings(context.origins, guest, settings);
  recordNames(context, guest as Guest);
  if (settings.data.uuid === undefined) {
    const why = 'the names of the site and the guest';
    recordMade(context.origins, guest, '/uuid', guest.uuid, { kind: 'derived', why });
  }
}

function nameIsTaken(context: SiteContext, name: string, settings: Settings): boolean {
  const owner = machineNamed(context, name);
  if (!owner) return false;
  const related = [{ place: owner.place, message: `The ${owner.kind} is here.` }];
  const message = `'${name}' is the name of a ${owner.kind} already.`;
  report(context, 'resolve/identity', message, settings.place, { related, hint: 'rename the file' });
  return true;
}

/** The system disk, then the others; `undefined` after saying which store does not exist. */
function disksOf(context: SiteContext, settings: Settings<GuestSource>): Disk[] | undefined {
  const { disk, disks = [] } = settings.data;
  const system = systemStore(context, settings);
  if (!system) return undefined;
  const place = placeOfSetting(settings, ['disk']);
  const all: Disk[] = [
    { name: 'system', size: bytesOf(disk!.size!), store: system, target: 'vda', contents: 'system', place },
  ];
  for (const [index, { name, size, store, contents }] of disks.entries()) {
    const where = placeOfItem(settings, 'disks', index);
    const found = store === undefined ? system : refer(context, 'store', context.stores, store, where);
    if (!found) return undefined;
    all.push({
      name,
      size: bytesOf(size),
      store: found,
      target: targetOf(index + 1),
      contents,
      place: where,
    });
  }
  return all;
}

/** `vda`, `vdb`, … `vdz`, `vdaa`, … as the kernel counts. */
function targetOf(index: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const last = letters[index % 26]!;
  return index < 26 ? `vd${last}` : `vd${letters[Math.floor(index / 26) - 1]}${last}`;
}

function systemStore(context: SiteContext, settings: Settings<GuestSource>): Store | undefined {
  const name = settings.data.disk!.store;
  if (name !== undefined) {
    return refer(context, 'store', context.stores, name, placeOfSetting(settings, ['disk', 'store']));
  }
  const [only, ...others] = context.stores.values();
  if (only && others.length === 0) return only;
  const broken = Object.keys(context.document.data.stores ?? {}).some((store) => context.broken.has(store));
  if (broken) return undefined;
  const names = [...context.stores.keys()].join(', ');
  const hint = only
    ? `give disk.store, or defaults.guest.disk.store in ${context.document.file} for all guests: there are ${names}`
    : `describe a store under stores in ${context.document.file}`;
  const message = only
    ? 'The site has several stores, and none is named.'
    : 'The site has no store for containers.';
  report(context, 'resolve/missing-value', message, settings.place, { hint });
  return undefined;
}

/** Gives the guests their interfaces: an internal one always, a public one where it is asked for. */
export function connectGuests(context: SiteContext, drafts: readonly GuestDraft[], macs: Set<string>): void {
  for (const [index, name] of (['internal', 'public'] as const).entries()) {
    const requests = drafts.flatMap((draft) => requestOf(context, draft, name, index));
    const network = context.site[name];
    if (!network || requests.length === 0) continue;
    assignAddresses(context, network, requests);
    for (const request of requests) assignMac(context, request, index, macs);
  }
}

function requestOf(
  context: SiteContext,
  { guest, settings }: GuestDraft,
  name: Network['name'],
  index: number,
): (InterfaceRequest & { readonly mac?: string })[] {
  const source = settings.data[name];
  if (source === false) return [];
  const place = placeOfSetting(settings, [name]);
  const network = networkNamed(context, name, place);
  if (!network) return [];
  const target: Mutable<Interface> = { network, device: `eth${index}`, place };
  guest.interfaces.push(target);
  const given = typeof source === 'object' ? source : {};
  ipv6IfPossible(context, network, given.ipv6, placeOfSetting(settings, [name, 'ipv6']));
  return [{ guest, interface: target, given, mac: given.mac?.toLowerCase() }];
}

function assignMac(
  context: SiteContext,
  { guest, interface: target, mac }: InterfaceRequest & { readonly mac?: string },
  index: number,
  macs: Set<string>,
): void {
  const { name } = target.network;
  const locked = recorded(context.decisions, 'guests', guest.name)[name]?.mac?.toLowerCase();
  target.mac = mac ?? locked ?? macOf(macs, context.site.name, guest.name, index);
  if (mac !== undefined) return;
  const record = recordOf(context.decisions, 'guests', guest.name);
  record[name] = { ...record[name], mac: target.mac };
  recordMade(context.origins, guest, `/${name}/mac`, target.mac, { kind: locked ? 'lock' : 'decided' });
}
