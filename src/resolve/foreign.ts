import type { Place } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/didyoumean.ts';
import type { Mutable } from '../model/mutable.ts';
import type { Interface, Machine, Server } from '../model/platform.ts';
import { placeAtPath } from '../read/node.ts';
import { machineNamed, machineNames, report, type SiteContext } from './context.ts';
import { type MachineSource, placeOfItem } from './machine.ts';
import { provide } from './provides.ts';
import type { Settings } from './settings.ts';
import { isForeign, use } from './uses.ts';

/** All sites by name, those without what cannot be read. */
export type Sites = ReadonlyMap<string, SiteContext | undefined>;

/** Follows the names of machines of other sites, when all the sites have theirs. */
export function resolveForeign(context: SiteContext, others: Sites): void {
  resolveOffsiteBackup(context, others);
  for (const machines of [context.hypervisors, context.servers, context.guests])
    for (const machine of machines.values()) resolveForeignUses(context, others, machine as Mutable<Machine>);
}

function resolveOffsiteBackup(context: SiteContext, others: Sites): void {
  const reference = context.document.data.offsite_backup;
  if (reference === undefined) return;
  const place = placeAtPath(context.document.root, ['offsite_backup']);
  const server = referAcross(context, others, 'server', reference, place);
  if (!server) return;
  context.site.offsiteBackup = server as Server;
  const sources = storageServers(context);
  if (sources.length > 0) reportUnreachable(context, server as Server, place);
  for (const source of sources) {
    const from = [{ kind: 'machine', machine: source as Machine } as const];
    use(source as Mutable<Machine>, 'backup', server, 'keeps its data off site', place);
    provide(server as Mutable<Machine>, 'ssh', from, place);
  }
}

/** The NFS servers of a site, and the mirrors that may be in their places. */
function storageServers({ servers }: SiteContext): Mutable<Server>[] {
  const nfs = [...servers.values()].filter(({ roles }) => roles.includes('nfs'));
  const mirrors = nfs.map(({ mirror }) => mirror).filter((mirror) => mirror !== undefined);
  return [...new Set([...nfs, ...(mirrors as Mutable<Server>[])])];
}

/** Data travel by rsync over SSH, from the sites' public addresses to that of the server. */
function reportUnreachable(context: SiteContext, server: Server, place: Place): void {
  const { site } = context;
  if (!hasPublicAddress(server)) {
    const message = `${server.name} has no public address, where ${site.name} could reach it.`;
    const related = [{ place: server.place, message: `${server.name} is here.` }];
    report(context, 'resolve/conflict', message, place, { related, hint: 'give it a public interface' });
  }
  const gateway = site.internal.natGateway;
  const hidden = storageServers(context).find((source) => !hasPublicAddress(source));
  if (hidden && !(gateway && hasPublicAddress(gateway))) {
    const message = `${hidden.name} has no way to ${server.name}: neither a public address nor a NAT gateway with one.`;
    report(context, 'resolve/conflict', message, place, {
      hint: 'name a gateway with nat under networks.internal',
    });
  }
}

function hasPublicAddress({ interfaces }: { readonly interfaces: readonly Interface[] }): boolean {
  return interfaces.some(({ network, ipv4 }) => network.name === 'public' && ipv4 !== undefined);
}

function resolveForeignUses(context: SiteContext, others: Sites, machine: Mutable<Machine>): void {
  const settings = context.origins.get(machine)!.settings as Settings<MachineSource>;
  for (const [index, { service, on }] of (settings.data.uses ?? []).entries()) {
    if (!isForeign(on)) continue;
    const place = placeOfItem(settings, 'uses', index);
    const provider = referAcross(context, others, 'machine', on, place);
    if (provider) use(machine, service, provider, `uses ${service}`, place);
  }
}

/** Follows `site/machine`. Where there is none, says so, and nothing where the thing exists but is broken. */
function referAcross(
  context: SiteContext,
  others: Sites,
  kind: 'machine' | 'server',
  reference: string,
  place: Place,
): Machine | undefined {
  const [siteName, name] = reference.split('/') as [string, string];
  const other = others.get(siteName);
  if (!other) {
    const message = `There is no site '${siteName}'.`;
    if (!others.has(siteName)) reportUnknown(context, message, siteName, others.keys(), place);
    return undefined;
  }
  const found = kind === 'server' ? other.servers.get(name) : machineNamed(other, name);
  if (!found && !other.broken.has(name)) {
    const known = kind === 'server' ? other.servers.keys() : machineNames(other);
    reportUnknown(context, `There is no ${kind} '${name}' in ${siteName}.`, name, known, place);
  }
  return found as Machine | undefined;
}

function reportUnknown(
  context: SiteContext,
  message: string,
  name: string,
  known: Iterable<string>,
  place: Place,
): void {
  report(context, 'resolve/unknown-name', message, place, { hint: didYouMean(name, known) });
}
