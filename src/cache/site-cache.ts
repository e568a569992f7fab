import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CatalogProblem } from '../catalog/job.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sha256 } from '../sha256.ts';
import { identity } from './identity.ts';

/** What is remembered of making a site: hashes rather than texts, which out/ has. */
export interface SiteRecord {
  /** Of all that the site's files and catalogs are made from. */
  readonly key: string;
  readonly files: readonly (readonly [path: string, hash: string])[];
  readonly modules: readonly string[];
  readonly secrets: boolean;
  /** What rendering had to tell. */
  readonly diagnostics: readonly Diagnostic[];
  /** By certname. */
  readonly catalogs: Readonly<Record<string, CatalogRecord>>;
}

/** What is remembered of a machine's catalog. */
export interface CatalogRecord {
  /** Of all that the catalog is compiled from. */
  readonly key: string;
  /** Of its text; missing where the machine could not be compiled. */
  readonly hash?: string;
  readonly problems: readonly CatalogProblem[];
}

/** What is remembered of each site. It may forget, or be removed, at any time. */
export interface SiteCache {
  /** Stands for the program: it is part of every key. */
  readonly identity: string;
  readonly load: (site: string) => SiteRecord | undefined;
  readonly save: (site: string, record: SiteRecord) => void;
  /** Forgets all sites but these. */
  readonly keep: (sites: readonly string[]) => void;
}

/** Remembers nothing. */
export const noSiteCache: SiteCache = {
  identity: '',
  load: () => undefined,
  save: () => {},
  keep: () => {},
};

/**
 * Remembers each site in a file of a directory, which need not exist. A file that does not hold what was written to it
 * is as good as none.
 */
export function siteCacheIn(directory: string): SiteCache {
  const file = (site: string) => join(directory, `${site}.json`);
  return {
    identity: identity(),
    load: (site) => readRecord(file(site)),
    save: (site, record) => writeRecord(directory, file(site), record),
    keep: (sites) => {
      const kept = new Set(sites.map((site) => `${site}.json`));
      for (const name of namesIn(directory)) if (!kept.has(name)) remove(join(directory, name));
    },
  };
}

/** Nothing is flushed, since a file cut short is noticed; where nothing can be written, nothing is remembered. */
function writeRecord(directory: string, file: string, record: SiteRecord): void {
  const text = JSON.stringify(record);
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(temporary, `${sha256(text)}\n${text}`);
    renameSync(temporary, file);
  } catch {
    remove(temporary);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // It stays where nobody may remove it.
  }
}

function readRecord(file: string): SiteRecord | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    return sha256(body) === text.slice(0, end) ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

function namesIn(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
