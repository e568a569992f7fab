import { hash } from 'node:crypto';
import type { Platform, Site } from '../model/platform.ts';

/** A hash of everything that can be reached from a site: what is made of the site alone depends on no more. */
export function siteFingerprints({ sites }: Platform): (site: Site) => string {
  const all = new Set<unknown>(sites);
  const known = new Map<Site, Description>();
  const describeOnce = (site: Site): Description => {
    const description = known.get(site) ?? describe(site, all);
    known.set(site, description);
    return description;
  };
  return (site) => withReferred(site, describeOnce);
}

interface Description {
  readonly hash: string;
  /** The other sites that it refers to. */
  readonly refers: ReadonlySet<Site>;
}

/** The site's own hash, and those of all sites that it leads to. */
function withReferred(site: Site, own: (site: Site) => Description): string {
  const reached = new Set([site]);
  for (const each of reached) for (const other of own(each).refers) reached.add(other);
  if (reached.size === 1) return own(site).hash;
  const others = [...reached].slice(1).map((each) => own(each).hash);
  return hash('sha256', [own(site).hash, ...others.sort()].join(' '));
}

/**
 * Writes down every value of a site's graph of objects, whatever its properties are. Objects that know their site
 * (machines, volumes, ...) are referred to by number, so that circles end; those of other sites by name.
 */
function describe(site: Site, sites: ReadonlySet<unknown>): Description {
  const refers = new Set<Site>();
  const numbers = new Map<unknown, number>([[site, 0]]);
  let text = '';
  const write = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) text += primitive(value);
    else if (value === site || (value as Owned).site === site) text += numberOf(value);
    else if (sites.has(value)) referTo(value as Site, '');
    else if (sites.has((value as Owned).site)) referTo((value as Owned).site!, nameIn(value));
    else writeMembers(value);
  };
  const referTo = (other: Site, name: string) => {
    refers.add(other);
    text += `@${JSON.stringify([other.name, name])}`;
  };
  const numberOf = (value: object): string => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return `#${number} `;
  };
  const writeMembers = (value: object): void => {
    text += Array.isArray(value) ? '[' : '{';
    demandPlain(value);
    for (const name in value) {
      text += `${name.length}${name}:`;
      write((value as Record<string, unknown>)[name]);
    }
    text += '}';
  };
  // The map grows while it is gone through, until nothing new is met.
  for (const value of numbers.keys()) writeMembers(value as object);
  return { hash: hash('sha256', text), refers };
}

/** What knows its site. */
interface Owned {
  readonly site?: Site;
}

function demandPlain(value: object): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype)
    throw new TypeError('the model holds plain objects and lists alone');
}

function primitive(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function' || typeof value === 'symbol')
    throw new TypeError('the model holds data alone');
  return typeof value === 'bigint' ? `${value}n ` : `${value} `;
}

/** Enough to tell what is meant: the object itself is described with its own site. */
function nameIn(value: object): string {
  const { kind, type, name } = value as { kind?: string; type?: string; name?: string };
  return `${kind ?? type ?? ''} ${name}`;
}
