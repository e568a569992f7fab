import type { Code } from '../diagnostics/codes.ts';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/didyoumean.ts';
import type { Mutable } from '../model/mutable.ts';
import { compareNames } from '../model/names.ts';
import type { Guest, Hypervisor, Machine, Server, Site, Store, Volume, Website } from '../model/platform.ts';
import type { Document, SiteDocuments } from '../read/documents.ts';
import type { Decisions } from './lock.ts';
import type { Origins } from './origins.ts';
import type { Defaulted, Inherited } from './settings.ts';

/** Everything that the steps of resolving a site share; each step fills in its part. */
export interface SiteContext {
  readonly documents: SiteDocuments;
  readonly document: Document<'site'>;
  readonly site: Mutable<Site>;
  readonly inherited: Readonly<Record<keyof Defaulted, Inherited>>;
  readonly hypervisors: Map<string, Mutable<Hypervisor>>;
  readonly servers: Map<string, Mutable<Server>>;
  readonly guests: Map<string, Mutable<Guest>>;
  readonly websites: Map<string, Mutable<Website>>;
  readonly stores: Map<string, Store>;
  readonly volumes: Map<string, Mutable<Volume>>;
  /** Names of what is broken: a reference to one is no further mistake. */
  readonly broken: Set<string>;
  readonly decisions: Decisions;
  readonly origins: Origins;
  readonly diagnostics: Diagnostic[];
}

/** Reports an error. */
export function report(
  context: SiteContext,
  code: Code,
  message: string,
  place: Place,
  more: Pick<Diagnostic, 'hint' | 'related'> = {},
): void {
  context.diagnostics.push({ code, severity: 'error', message, place, ...more });
}

/** The machine of a name, of any kind. */
export function machineNamed(context: SiteContext, name: string): Mutable<Machine> | undefined {
  const found = context.hypervisors.get(name) ?? context.servers.get(name) ?? context.guests.get(name);
  return found as Mutable<Machine> | undefined;
}

/** All the names of machines of the site, for suggestions. */
export function machineNames(context: SiteContext): readonly string[] {
  return [...context.hypervisors.keys(), ...context.servers.keys(), ...context.guests.keys()];
}

/**
 * Follows a name to a thing of a kind, such as a volume. Where there is none, says so once, with a suggestion, and
 * nothing where the thing exists but is broken.
 */
export function refer<T>(
  context: SiteContext,
  kind: string,
  known: ReadonlyMap<string, T>,
  name: string,
  place: Place,
): T | undefined {
  const found = known.get(name);
  if (found !== undefined || context.broken.has(name)) return found;
  const message = `There is no ${kind} '${name}' in ${context.site.name}.`;
  const other = machineNamed(context, name);
  if (other) {
    const wrong = `'${name}' is a ${other.kind}, not a ${kind}.`;
    report(context, 'resolve/wrong-kind', wrong, place, { hint: listOf(kind, known) });
  } else {
    const hint = didYouMean(name, known.keys()) ?? listOf(kind, known);
    report(context, 'resolve/unknown-name', message, place, { hint });
  }
  return undefined;
}

/** Follows a name to a machine of any kind. */
export function referToMachine(
  context: SiteContext,
  name: string,
  place: Place,
): Mutable<Machine> | undefined {
  const found = machineNamed(context, name);
  if (found || context.broken.has(name)) return found;
  const hint = didYouMean(name, machineNames(context));
  const message = `There is no machine '${name}' in ${context.site.name}.`;
  report(context, 'resolve/unknown-name', message, place, { hint });
  return undefined;
}

function listOf(kind: string, known: ReadonlyMap<string, unknown>): string | undefined {
  const names = [...known.keys()];
  if (names.length === 0) return `the site has no ${kind}`;
  return names.length <= 8 ? `there is ${names.join(', ')}` : undefined;
}

/** The entries of a map in the order of their names, whatever the order in which files were listed. */
export function inOrderOfNames<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([one], [other]) => compareNames(one, other));
}
