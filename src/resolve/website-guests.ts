import type { Mutable } from '../model/mutable.ts';
import type { Guest, Website } from '../model/platform.ts';
import type { Website as WebsiteSource } from '../read/types.generated.ts';
import { refer, report, type SiteContext } from './context.ts';
import { recorded, recordOf, staleHint } from './lock.ts';
import { recordMade } from './origins.ts';
import { createQueue } from './queue.ts';
import { placeOfSetting, type Settings } from './settings.ts';

/** A website that is being resolved, with what the sources say of it. */
export interface WebsiteDraft {
  readonly website: Mutable<Website>;
  readonly settings: Settings<WebsiteSource>;
}

/** How much work a website is, for spreading them over guests. */
const work = { light: 1, normal: 2, heavy: 8 } as const;

/** Websites go where the sources say, then where they were, then to the guest with the least work for its memory. */
export function assignGuests(
  context: SiteContext,
  web: ReadonlyMap<string, Guest>,
  drafts: readonly WebsiteDraft[],
): WebsiteDraft[] {
  const loads = new Map([...web.values()].map((guest) => [guest, 0]));
  const own = new Set<Guest>();
  const put = ({ website }: WebsiteDraft, guest: Guest) => {
    website.guest = guest;
    loads.set(guest, loads.get(guest)! + work[website.weight]);
  };
  const waiting: WebsiteDraft[] = [];
  for (const draft of drafts) {
    const { website, settings } = draft;
    const known = knownGuest(context, web, draft);
    if (known === 'auto') waiting.push(draft);
    else if (known) put(draft, known);
    else context.broken.add(website.name);
    if (settings.data.guest !== 'auto' && website.weight === 'heavy' && known) own.add(known as Guest);
  }
  chooseGuests(context, loads, own, waiting, put);
  return drafts.filter(({ website }) => website.guest !== undefined);
}

function knownGuest(
  context: SiteContext,
  web: ReadonlyMap<string, Guest>,
  { website, settings }: WebsiteDraft,
): Guest | 'auto' | undefined {
  const named = settings.data.guest!;
  if (named !== 'auto') {
    return guestWithRole(context, web, 'web_hosting', named, placeOfSetting(settings, ['guest']));
  }
  const locked = recorded(context.decisions, 'websites', website.name).guest;
  if (locked === undefined || context.broken.has(locked)) return 'auto';
  const guest = web.get(locked);
  if (!guest) {
    const message = `${website.name} is recorded as served by ${locked}, which is no running guest with the role web_hosting.`;
    reportStale(context, website, message);
    return 'auto';
  }
  recordGuest(context, website, guest, 'lock');
  return guest;
}

/** Reports a recorded decision about a website that is no longer possible. */
export function reportStale(context: SiteContext, website: Mutable<Website>, message: string): void {
  const place = context.decisions.placeOf('websites', website.name) ?? website.place;
  report(context, 'resolve/stale-lock', message, place, { hint: staleHint });
}

function recordGuest(
  context: SiteContext,
  website: Mutable<Website>,
  guest: Guest,
  kind: 'lock' | 'decided',
): void {
  recordOf(context.decisions, 'websites', website.name).guest = guest.name;
  recordMade(context.origins, website, '/guest', guest.name, { kind });
}

/** A guest that a heavy website was given for itself by name takes others only when there is no choice. */
function chooseGuests(
  context: SiteContext,
  loads: ReadonlyMap<Guest, number>,
  own: ReadonlySet<Guest>,
  waiting: readonly WebsiteDraft[],
  put: (draft: WebsiteDraft, guest: Guest) => void,
): void {
  const all = [...loads.keys()];
  const shared = all.filter((guest) => !own.has(guest));
  for (const weight of ['heavy', 'normal', 'light'] as const) {
    const cost = (guest: Guest) => (loads.get(guest)! + work[weight]) / guest.memory;
    const queue = createQueue(shared.length > 0 ? shared : all, cost);
    for (const draft of waiting.filter(({ website }) => website.weight === weight)) {
      const guest = queue.first();
      if (guest) {
        put(draft, guest);
        queue.sink();
        recordGuest(context, draft.website, guest, 'decided');
      } else reportNoGuest(context, draft);
    }
  }
}

function reportNoGuest(context: SiteContext, { website }: WebsiteDraft): void {
  if (context.broken.size === 0) {
    const message = `No running guest with the role web_hosting can serve ${website.name}.`;
    report(context, 'resolve/exhausted', message, website.place, {
      hint: 'give a guest the role web_hosting',
    });
  }
  context.broken.add(website.name);
}

/** Follows a name to a guest that has a role; a guest without it is another mistake than no guest at all. */
export function guestWithRole(
  context: SiteContext,
  able: ReadonlyMap<string, Guest>,
  role: Guest['roles'][number],
  name: string,
  place: Website['place'],
): Guest | undefined {
  const found = able.get(name);
  const guest = context.guests.get(name);
  if (found || !guest) return found ?? refer(context, 'guest', able, name, place);
  const related = [{ place: guest.place, message: 'The guest is here.' }];
  const why = guest.roles.includes(role)
    ? 'is a template and does not run'
    : `does not have the role ${role}`;
  report(context, 'resolve/wrong-kind', `'${name}' ${why}.`, place, { related });
  return undefined;
}
