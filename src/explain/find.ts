import { didYouMean } from '../diagnostics/didyoumean.ts';
import { machinesOf } from '../model/machines.ts';
import type { Machine, Platform, Site, Website } from '../model/platform.ts';

/** What a user's name means: one thing, or why not. */
export type Lookup<T> = { readonly found: T } | { readonly problem: string; readonly hint?: string };

/** The machine that a user calls `name`, `site/name` or by its fully qualified name. */
export function findMachine(platform: Platform, name: string): Lookup<Machine> {
  const machine = pick(name, 'machine', candidates(platform.sites, machinesOf));
  if ('found' in machine || !('found' in findAnything(platform, name))) return machine;
  return { problem: machine.problem, hint: `it is a website or a site: placo explain ${name}` };
}

/** The machine, website or site that a user names. */
export function findAnything(platform: Platform, name: string): Lookup<Machine | Website | Site> {
  const site = platform.sites.find((each) => each.name === name);
  if (site) return { found: site };
  const named = candidates<Machine | Website>(platform.sites, (each) => [
    ...machinesOf(each),
    ...each.websites,
  ]);
  const sites = platform.sites.map((each) => ({
    thing: each as Machine | Website | Site,
    names: [each.name],
  }));
  return pick<Machine | Website | Site>(name, 'machine, website or site', [...named, ...sites]);
}

/** The site that a user names. */
export function findSite(platform: Platform, name: string): Lookup<Site> {
  return pick(
    name,
    'site',
    platform.sites.map((thing) => ({ thing, names: [thing.name] })),
  );
}

interface Candidate<T> {
  readonly thing: T;
  /** The full name first. */
  readonly names: readonly string[];
}

function candidates<T extends Machine | Website>(
  sites: readonly Site[],
  things: (site: Site) => readonly T[],
): Candidate<T>[] {
  return sites.flatMap((site) =>
    things(site).map((thing) => ({
      thing,
      names: [`${site.name}/${thing.name}`, thing.name, domainNameOf(thing)],
    })),
  );
}

function domainNameOf(thing: Machine | Website): string {
  return 'fqdn' in thing ? thing.fqdn : thing.serverName;
}

function pick<T>(name: string, kind: string, known: readonly Candidate<T>[]): Lookup<T> {
  const matches = known.filter(({ names }) => names.includes(name));
  if (matches.length === 1) return { found: matches[0]!.thing };
  if (matches.length === 0) {
    const names = new Set(known.flatMap((each) => each.names));
    return { problem: `there is no ${kind} '${name}'`, hint: didYouMean(name, names) };
  }
  const full = matches.map(({ names }) => names[0]!).join(', ');
  return { problem: `'${name}' is more than one`, hint: `say which: ${full}` };
}
