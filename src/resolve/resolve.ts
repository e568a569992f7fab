import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Mutable } from '../model/mutable.ts';
import type {
  Guest,
  Hypervisor,
  Machine,
  Platform,
  Server,
  Site,
  Volume,
  Website,
} from '../model/platform.ts';
import type { Documents, SiteDocuments } from '../read/documents.ts';
import type { SiteContext } from './context.ts';
import { resolveForeign } from './foreign.ts';
import { connectGuests, resolveGuests } from './guests.ts';
import { placeGuests } from './hosts.ts';
import { closeDecisions, openDecisions, type Refresh, type SiteLock } from './lock.ts';
import type { MachineSource } from './machine.ts';
import { reportDynamicAddresses, validateNetworks, warnOfNoAdmins } from './networks.ts';
import type { Origins } from './origins.ts';
import { resolveHypervisors, resolveServers } from './physical.ts';
import { resolveProvides } from './provides.ts';
import { addImplied, addWebServices, resolveNatGateway, resolveServices } from './services.ts';
import { inheritedBy, type Settings } from './settings.ts';
import { createSite } from './site.ts';
import { resolveStores, resolveVolumes } from './storage.ts';
import { mountStores, resolveMounts, resolveUses, validateUses } from './uses.ts';
import { resolveWebsites } from './websites.ts';

/** What the sources come to. */
export interface Resolution {
  /** Everything that is not broken: what lacks a part that it cannot be without is left out and reported. */
  readonly platform: Platform;
  /** For `explain`: where the values of each object of the platform come from. */
  readonly origins: Origins;
  /** The lock file of each site as it should be; write one where it has changes, and only when nothing is wrong. */
  readonly locks: readonly SiteLock[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What becomes of decisions that were recorded. */
export interface DecisionOptions {
  /** These are decided anew, whether or not they are still possible. */
  readonly refresh?: Refresh;
  /** Those that are no longer possible are decided anew, instead of being reported. */
  readonly renewStale?: boolean;
}

/** Makes the platform of valid documents: defaults filled in, names followed, every `auto` decided and recorded. */
export function resolve(documents: Documents, options: DecisionOptions = {}): Resolution {
  const origins: Origins = new Map();
  const diagnostics: Diagnostic[] = [];
  const contexts = documents.sites
    .map((site) => createContext(documents, site, origins, diagnostics, options.refresh))
    .filter((context) => context !== undefined);
  const known = { macs: knownMacs(contexts), uids: knownUids(contexts) };
  for (const context of contexts) resolveSite(context, known);
  const sites = new Map(
    documents.sites.map(({ name }) => [name, contexts.find(({ site }) => site.name === name)]),
  );
  for (const context of contexts) resolveForeign(context, sites);
  const platform = {
    name: documents.platform?.data.name ?? '',
    sites: contexts.map(({ site }) => site as Site),
  };
  const locks = contexts.map(({ documents: of, decisions, broken }) => closeDecisions(of, decisions, broken));
  const told = ({ code }: Diagnostic) => !(options.renewStale && code === 'resolve/stale-lock');
  return { platform, origins, locks, diagnostics: diagnostics.filter(told) };
}

function createContext(
  documents: Documents,
  of: SiteDocuments,
  origins: Origins,
  diagnostics: Diagnostic[],
  refresh: Refresh | undefined,
): SiteContext | undefined {
  if (!of.site) return undefined;
  const kinds = ['site', 'hypervisor', 'server', 'guest', 'website'] as const;
  const inherited = Object.fromEntries(
    kinds.map((kind) => [kind, inheritedBy(kind, documents, of)]),
  ) as SiteContext['inherited'];
  return {
    documents: of,
    document: of.site,
    site: createSite(documents, of.name, of.site, inherited.site, origins),
    inherited,
    ...{ hypervisors: new Map(), servers: new Map(), guests: new Map(), websites: new Map() },
    ...{ stores: new Map(), volumes: new Map() },
    broken: new Set(of.broken),
    decisions: openDecisions(of, refresh),
    origins,
    diagnostics,
  };
}

/** What must differ over the whole platform, as far as it is given, recorded or chosen. */
interface Known {
  readonly macs: Set<string>;
  readonly uids: Set<number>;
}

/** The steps of a site, each building on those before. */
function resolveSite(context: SiteContext, { macs, uids }: Known): void {
  warnOfNoAdmins(context);
  validateNetworks(context);
  resolveHypervisors(context);
  resolveServers(context);
  resolveVolumes(context);
  resolveStores(context);
  const guests = placeGuests(context, resolveGuests(context));
  connectGuests(context, guests, macs);
  reportDynamicAddresses(context);
  resolveNatGateway(context);
  const { site } = context;
  site.services = resolveServices(context);
  resolveMachines(context);
  resolveWebsites(context, uids);
  addImplied(context);
  addWebServices(context);
  for (const machine of machinesOf(context))
    validateUses(context, machine as Machine, settingsIn(context, machine));
  site.hypervisors = [...context.hypervisors.values()] as Hypervisor[];
  site.servers = [...context.servers.values()] as Server[];
  site.guests = [...context.guests.values()] as Guest[];
  site.websites = [...context.websites.values()] as Website[];
  site.stores = [...context.stores.values()];
  site.volumes = [...context.volumes.values()] as Volume[];
}

function resolveMachines(context: SiteContext): void {
  mountStores(context);
  for (const machine of machinesOf(context)) {
    const settings = settingsIn(context, machine);
    resolveMounts(context, machine, settings);
    resolveProvides(context, machine, settings);
    resolveUses(context, machine, settings);
  }
}

function machinesOf({ hypervisors, servers, guests }: SiteContext): readonly Mutable<Machine>[] {
  return [...hypervisors.values(), ...servers.values(), ...guests.values()] as Mutable<Machine>[];
}

function settingsIn({ origins }: SiteContext, machine: Mutable<Machine>): Settings<MachineSource> {
  return origins.get(machine)!.settings as Settings<MachineSource>;
}

/** The MAC addresses that the sources give or the lock files record, over the whole platform. */
function knownMacs(contexts: readonly SiteContext[]): Set<string> {
  const macs = new Set<string>();
  const add = (source: unknown) => {
    const mac = typeof source === 'object' && source !== null && 'mac' in source ? source.mac : undefined;
    if (typeof mac === 'string') macs.add(mac.toLowerCase());
  };
  for (const { documents, document, decisions } of contexts) {
    for (const { data } of documents.guests.values()) [data.internal, data.public].forEach(add);
    for (const guest of Object.values(decisions.before.guests)) [guest.internal, guest.public].forEach(add);
    for (const machine of [
      ...Object.values(document.data.hypervisors ?? {}),
      ...Object.values(document.data.servers ?? {}),
    ]) {
      [machine.interfaces.internal, machine.interfaces.public].forEach(add);
    }
  }
  return macs;
}

/** The numeric identities of websites that the sources give or the lock files record, over the whole platform. */
function knownUids(contexts: readonly SiteContext[]): Set<number> {
  const given = contexts.flatMap(({ documents, decisions }) => [
    ...[...documents.websites.values()].map(({ data }) => data.uid),
    ...Object.values(decisions.before.websites).map(({ uid }) => uid),
  ]);
  return new Set(given.filter((uid) => typeof uid === 'number'));
}
