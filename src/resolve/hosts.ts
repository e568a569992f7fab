import type { Mutable } from '../model/mutable.ts';
import type { Guest, Hypervisor } from '../model/platform.ts';
import { reportStale } from './addresses.ts';
import { refer, report, type SiteContext } from './context.ts';
import type { GuestDraft } from './guests.ts';
import { recorded, recordOf } from './lock.ts';
import { placeOfItem } from './machine.ts';
import { recordMade } from './origins.ts';
import { compareForPlacement, createPlacement, type Placement } from './placement.ts';
import { placeOfSetting } from './settings.ts';

/**
 * Decides where guests run and who stands by: what the sources say, then what was recorded, then `auto` by capacity.
 * A guest that cannot be placed for a mistake of its own is left out.
 */
export function placeGuests(context: SiteContext, drafts: readonly GuestDraft[]): GuestDraft[] {
  const hypervisors = [...context.hypervisors.values()] as Hypervisor[];
  if (hypervisors.length === 0) return withoutHypervisors(context, drafts);
  const placement = createPlacement(hypervisors);
  const waiting = drafts.filter((draft) => !settleKnown(context, placement, draft));
  const placeable = waiting.filter(({ guest }) => !context.broken.has(guest.name));
  placeable.sort((a, b) => compareForPlacement(a.guest, b.guest));
  for (const draft of placeable) settleAuto(context, placement, hypervisors, draft);
  const placed = drafts.filter(({ guest }) => !context.broken.has(guest.name));
  coverGuests(context, placement, placed);
  return placed;
}

function withoutHypervisors(context: SiteContext, drafts: readonly GuestDraft[]): GuestDraft[] {
  const [first] = drafts;
  if (first && context.broken.size === 0) {
    const message = `${context.site.name} has no hypervisor to run its guests.`;
    const hint = `describe one under hypervisors in ${context.document.file}`;
    report(context, 'resolve/exhausted', message, first.guest.place, { hint });
  }
  for (const { guest } of drafts) leaveOut(context, guest);
  return [];
}

/** A guest that lacks what every guest must have cannot be part of the model. */
function leaveOut(context: SiteContext, guest: Mutable<Guest>): void {
  context.guests.delete(guest.name);
  context.broken.add(guest.name);
}

/** Settles a guest whose hypervisor is named or recorded; false where one is to be chosen, or cannot be. */
function settleKnown(context: SiteContext, placement: Placement, { guest, settings }: GuestDraft): boolean {
  const named = settings.data.production!;
  if (named !== 'auto') {
    const place = placeOfSetting(settings, ['production']);
    const production = refer(context, 'hypervisor', context.hypervisors, named, place);
    if (!production) leaveOut(context, guest);
    else settle(placement, guest, production as Hypervisor);
    return production !== undefined;
  }
  const locked = recorded(context.decisions, 'guests', guest.name).production;
  if (locked === undefined || context.broken.has(locked) || namesAsStandby(settings.data, locked))
    return false;
  const production = context.hypervisors.get(locked);
  if (!production) {
    reportStale(
      context,
      guest,
      `${guest.name} is recorded as running on ${locked}, which is no hypervisor of the site.`,
    );
    return false;
  }
  settle(placement, guest, production as Hypervisor);
  recordProduction(context, guest, 'lock');
  return true;
}

function namesAsStandby({ standbys }: GuestDraft['settings']['data'], name: string): boolean {
  return Array.isArray(standbys) && standbys.includes(name);
}

function settle(placement: Placement, guest: Mutable<Guest>, production: Hypervisor): void {
  guest.production = production;
  placement.settle(guest as Guest, production);
}

function recordProduction(context: SiteContext, guest: Mutable<Guest>, kind: 'lock' | 'decided'): void {
  recordOf(context.decisions, 'guests', guest.name).production = guest.production.name;
  recordMade(context.origins, guest, '/production', guest.production.name, { kind });
}

function settleAuto(
  context: SiteContext,
  placement: Placement,
  hypervisors: readonly Hypervisor[],
  { guest, settings }: GuestDraft,
): void {
  const free = hypervisors.filter(({ name }) => !namesAsStandby(settings.data, name));
  const production = placement.chooseProduction(guest as Guest, free.length > 0 ? free : hypervisors)!;
  settle(placement, guest, production);
  recordProduction(context, guest, 'decided');
}

/** Standbys that are named or recorded first, so that choices see all that is known. */
function coverGuests(context: SiteContext, placement: Placement, drafts: readonly GuestDraft[]): void {
  const waiting = drafts.filter((draft) => !coverKnown(context, placement, draft));
  waiting.sort((a, b) => compareForPlacement(a.guest, b.guest));
  for (const { guest } of waiting) {
    const standby = placement.chooseStandby(guest as Guest);
    cover(placement, guest, standby ? [standby] : []);
    recordStandbys(context, guest, 'decided');
  }
}

function coverKnown(context: SiteContext, placement: Placement, draft: GuestDraft): boolean {
  const { guest, settings } = draft;
  const named = settings.data.standbys!;
  if (named !== 'auto') {
    cover(placement, guest, namedStandbys(context, draft, named));
    return true;
  }
  if (guest.state === 'template') return true;
  const locked = recorded(context.decisions, 'guests', guest.name).standbys;
  if (!locked || locked.length === 0 || locked.includes(guest.production.name)) return false;
  const standbys = locked.map((name) => context.hypervisors.get(name));
  const gone = locked.find((_, index) => standbys[index] === undefined);
  if (gone !== undefined) {
    if (!context.broken.has(gone)) {
      const message = `${gone} is recorded as standing by for ${guest.name}, and is no hypervisor of the site.`;
      reportStale(context, guest, message);
    }
    return false;
  }
  cover(placement, guest, standbys as Hypervisor[]);
  recordStandbys(context, guest, 'lock');
  return true;
}

function namedStandbys(
  context: SiteContext,
  { guest, settings }: GuestDraft,
  names: readonly string[],
): Hypervisor[] {
  const standbys: Hypervisor[] = [];
  for (const [index, name] of names.entries()) {
    const place = placeOfItem(settings, 'standbys', index);
    const standby = refer(context, 'hypervisor', context.hypervisors, name, place);
    if (standby === (guest.production as unknown)) {
      const hint = 'name another hypervisor';
      report(context, 'resolve/conflict', `${name} cannot stand by for itself.`, place, { hint });
    } else if (standby) standbys.push(standby as Hypervisor);
  }
  return standbys;
}

function cover(placement: Placement, guest: Mutable<Guest>, standbys: readonly Hypervisor[]): void {
  guest.standbys = [...standbys];
  for (const standby of standbys) placement.cover(guest as Guest, standby);
}

function recordStandbys(context: SiteContext, guest: Mutable<Guest>, kind: 'lock' | 'decided'): void {
  const names = guest.standbys.map(({ name }) => name);
  if (names.length === 0) return;
  recordOf(context.decisions, 'guests', guest.name).standbys = names;
  recordMade(context.origins, guest, '/standbys', names, { kind });
}
