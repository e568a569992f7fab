import { parseDuration } from '../model/duration.ts';
import { isWithin, locationOf } from '../model/location.ts';
import type { Mutable } from '../model/mutable.ts';
import { compareNames } from '../model/names.ts';
import type { Guest, Website, WebsiteTls } from '../model/platform.ts';
import type { Document } from '../read/documents.ts';
import { placeOfStart } from '../read/node.ts';
import type { Website as WebsiteSource } from '../read/types.generated.ts';
import { inOrderOfNames, report, type SiteContext } from './context.ts';
import { userOf } from './identity.ts';
import { recorded, recordOf } from './lock.ts';
import { recordMade, recordSettings } from './origins.ts';
import { placeOfSetting, type Settings, settingsOf } from './settings.ts';
import { waiversOf } from './site.ts';
import { assignGuests, guestWithRole, reportStale, type WebsiteDraft } from './website-guests.ts';

/**
 * Adds the site's websites, in the order of names, each on a guest and behind a proxy. `uids` are those of the whole
 * platform that are given or recorded; the ones that are chosen are added.
 */
export function resolveWebsites(context: SiteContext, uids: Set<number>): void {
  const guests = [...context.guests.values()] as Guest[];
  const running = guests.filter(({ state }) => state === 'running');
  const web = byName(running.filter(({ roles }) => roles.includes('web_hosting')));
  const proxies = byName(running.filter(({ roles }) => roles.includes('reverse_proxy')));
  const drafts: WebsiteDraft[] = [];
  for (const [name, document] of inOrderOfNames(context.documents.websites)) {
    const draft = createWebsite(context, proxies, name, document);
    if (draft) drafts.push(draft);
    else context.broken.add(name);
  }
  const placed = assignGuests(context, web, drafts);
  assignUids(context, placed, uids);
  for (const draft of placed) finish(context, draft);
  reportSameUsers(context, placed);
  reportSharedFiles(context, placed);
}

function byName(guests: readonly Guest[]): Map<string, Guest> {
  return new Map(guests.map((guest) => [guest.name, guest]));
}

function createWebsite(
  context: SiteContext,
  proxies: ReadonlyMap<string, Guest>,
  name: string,
  document: Document<'website'>,
): WebsiteDraft | undefined {
  const { root, data: own } = document;
  const settings = settingsOf(own, root, context.inherited.website, placeOfStart(root));
  const { data } = settings;
  const proxy = proxyOf(context, proxies, settings);
  if (!proxy) return undefined;
  const website = {
    name,
    site: context.site,
    serverName: data.server_name.toLowerCase(),
    aliases: data.aliases!.map((alias) => alias.toLowerCase()),
    kind: data.kind!,
    php: data.kind === 'static' ? undefined : data.php,
    proxy,
    tls: tlsOf(name, data.tls!),
    weight: data.weight!,
    user: userOf(name),
    uid: typeof data.uid === 'number' ? data.uid : 0,
    waivers: waiversOf(own.waivers, root, ['waivers']),
    place: settings.place,
  } as unknown as Mutable<Website>;
  recordSettings(context.origins, website, settings);
  return { website, settings };
}

function tlsOf(name: string, tls: NonNullable<WebsiteSource['tls']>): WebsiteTls {
  return {
    enabled: tls.enabled!,
    redirect: tls.redirect!,
    hsts: tls.hsts === false ? undefined : (parseDuration(tls.hsts!) as number),
    certificate: tls.certificate ?? `/etc/placo/tls/${name}.crt`,
    key: tls.key ?? `/etc/placo/tls/${name}.key`,
  };
}

function proxyOf(
  context: SiteContext,
  proxies: ReadonlyMap<string, Guest>,
  settings: Settings<WebsiteSource>,
): Guest | undefined {
  const name = settings.data.proxy!;
  const place = placeOfSetting(settings, ['proxy']);
  if (name !== 'auto') return guestWithRole(context, proxies, 'reverse_proxy', name, place);
  const [only, ...others] = proxies.values();
  if (only && others.length === 0) return only;
  if (!only && context.broken.size > 0) return undefined;
  const message = only
    ? 'The site has several reverse proxies.'
    : 'The site has no running guest with the role reverse_proxy.';
  const hint = only
    ? `name one with proxy: ${[...proxies.keys()].join(', ')}`
    : 'give a guest the role reverse_proxy';
  report(context, 'resolve/missing-value', message, place, { hint });
  return undefined;
}

/** Recorded identities first, then the lowest that are free on the platform, from 20000 on, in the order of names. */
function assignUids(context: SiteContext, drafts: readonly WebsiteDraft[], uids: Set<number>): void {
  const taken = new Set(drafts.map(({ website }) => website.uid));
  const undecided = drafts.filter(({ website }) => {
    if (website.uid !== 0) return false;
    const locked = recorded(context.decisions, 'websites', website.name).uid;
    if (locked === undefined) return true;
    if (taken.has(locked)) {
      const message = `The numeric identity ${locked} that is recorded of ${website.name} is another website's now.`;
      reportStale(context, website, message);
      return true;
    }
    taken.add(locked);
    setUid(context, website, locked, 'lock');
    return false;
  });
  let next = 20_000;
  for (const { website } of undecided) {
    while (uids.has(next)) next++;
    uids.add(next);
    setUid(context, website, next, 'decided');
  }
}

function setUid(
  context: SiteContext,
  website: Mutable<Website>,
  uid: number,
  kind: 'lock' | 'decided',
): void {
  website.uid = uid;
  recordOf(context.decisions, 'websites', website.name).uid = uid;
  recordMade(context.origins, website, '/uid', uid, { kind });
}

/** Adds what follows from the guest, and the website to the site and its guest. */
function finish(context: SiteContext, { website, settings }: WebsiteDraft): void {
  const { document_root: given, tls } = settings.data;
  const mount = website.guest.mounts.find(({ volume }) => volume.contents === 'htdocs');
  website.documentRoot = given ?? `${mount?.path ?? '/srv/www'}/${website.name}`;
  const derive = (pointer: string, value: unknown, why: string) =>
    recordMade(context.origins, website, pointer, value, { kind: 'derived', why });
  if (given === undefined)
    derive('/document_root', website.documentRoot, "the guest's mount of htdocs, and the name");
  if (tls!.certificate === undefined) derive('/tls/certificate', website.tls.certificate, 'the name');
  if (tls!.key === undefined) derive('/tls/key', website.tls.key, 'the name');
  derive('/user', website.user, 'the name');
  if (settings.data.proxy === 'auto') derive('/proxy', website.proxy.name, 'the only one of the site');
  context.websites.set(website.name, website);
  (website.guest.websites as Website[]).push(website as Website);
}

function reportSameUsers(context: SiteContext, drafts: readonly WebsiteDraft[]): void {
  const owners = new Map<string | number, Mutable<Website>>();
  for (const { website } of drafts) {
    for (const identity of [website.user, website.uid]) {
      const owner = owners.get(identity);
      owners.set(identity, owner ?? website);
      if (!owner) continue;
      const what = typeof identity === 'number' ? 'numeric identity' : 'Unix user';
      const message = `${website.name} and ${owner.name} have the same ${what}, ${identity}.`;
      const related = [{ place: owner.place, message: `${owner.name} is here.` }];
      report(context, 'resolve/identity', message, website.place, { related });
    }
  }
}

/** Each has its files for itself: a directory of two websites has one owner, and the other one cannot read it. */
function reportSharedFiles(context: SiteContext, drafts: readonly WebsiteDraft[]): void {
  const located = drafts.flatMap(({ website }) => {
    const location = locationOf(website.guest, website.documentRoot);
    return location ? [{ website, path: `${location.volume.name}/${location.directory}` }] : [];
  });
  located.sort((one, other) => compareNames(one.path, other.path));
  for (const [index, { website, path }] of located.entries()) {
    const owner = located.slice(0, index).findLast((other) => isWithin(path, other.path));
    if (!owner) continue;
    const message = `The files of ${website.name} lie in those of ${owner.website.name}, on the volume ${path.split('/')[0]}.`;
    const related = [{ place: owner.website.place, message: `${owner.website.name} is here.` }];
    const hint = 'give it another document_root';
    report(context, 'resolve/identity', message, website.place, { related, hint });
  }
}
