import { siteFingerprints } from '../cache/fingerprint.ts';
import { type CatalogRecord, noSiteCache, type SiteCache, type SiteRecord } from '../cache/site-cache.ts';
import type { MadeCatalog } from '../catalog/job.ts';
import { type CatalogWorkers, catalogWorkers } from '../catalog/workers.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Machine, Platform, Site } from '../model/platform.ts';
import { type RenderedSite, renderShared, renderSite } from '../render/index.ts';
import { readModules } from '../render/modules.ts';
import type { Needs } from '../render/puppet/environment.ts';
import type { Content, Tree } from '../render/tree.ts';
import { sha256 } from '../sha256.ts';
import {
  type Compilable,
  catalogPath,
  catalogRecord,
  compiledMachines,
  problemsOf,
  type SiteCompilation,
  siteCompilation,
} from './catalogs.ts';

/** A part of out/: the content of its files by path below out/, and what was found on the way. */
export interface TreePart {
  readonly files: ReadonlyMap<string, Content>;
  readonly diagnostics: readonly Diagnostic[];
}

/** So many machines are a job: few enough that no core waits long for another at the end. */
const machinesInJob = 16;
/** Threads are not worth starting for fewer machines. */
const machinesForThreads = 64;

/** What the sites are made with. */
interface Making {
  readonly modules: Tree;
  readonly cache: SiteCache;
  readonly workers: CatalogWorkers;
  /** Parts that are done and wait to be taken. */
  readonly ready: TreePart[];
  /** Machines that had to be compiled. */
  compiled: number;
}

/** A site that is being made; its catalogs are added as they are done. */
interface MadeSite {
  readonly site: Site;
  readonly needs: Needs;
  readonly catalogs: Readonly<Record<string, CatalogRecord>>;
}

/**
 * From a platform to the files of out/, in parts that are made as they are asked for, site by site; catalogs come as
 * they are done. What the cache remembers of a site that is as it was is not made again, but where its text is asked for.
 */
export function* makeTree(platform: Platform, cache: SiteCache = noSiteCache): Iterable<TreePart> {
  const making: Making = { modules: readModules(), cache, workers: catalogWorkers(), ready: [], compiled: 0 };
  const records = new Map(platform.sites.map((site) => [site, cache.load(site.name)]));
  if (machinesNew(records) > machinesForThreads) making.workers.start();
  try {
    const fingerprint = siteFingerprints(platform);
    const made: MadeSite[] = [];
    for (const site of platform.sites) {
      const key = sha256(`${cache.identity} ${fingerprint(site)}`);
      made.push(yield* makeSite(site, key, records.get(site), making));
      records.delete(site);
    }
    yield sharedPart(platform, made, making);
    while (making.workers.wait()) yield* take(making);
    yield* take(making);
    yield { files: new Map(), diagnostics: made.flatMap(catalogProblems) };
    cache.keep(platform.sites.map(({ name }) => name));
  } finally {
    making.workers.stop();
  }
}

function catalogProblems({ site, catalogs }: MadeSite): Diagnostic[] {
  return compiledMachines(site).flatMap((machine) => problemsOf(machine, catalogs[machine.fqdn]!));
}

function machinesNew(records: ReadonlyMap<Site, SiteRecord | undefined>): number {
  const sites = [...records].filter(([, record]) => record === undefined);
  return sites.reduce((sum, [site]) => sum + compiledMachines(site).length, 0);
}

function* take({ ready }: Making): Iterable<TreePart> {
  for (let part = ready.shift(); part; part = ready.shift()) yield part;
}

function sharedPart(platform: Platform, made: readonly MadeSite[], { modules }: Making): TreePart {
  const needs = made.map((each) => each.needs);
  const { value: files, diagnostics } = renderShared(platform, needs, modules);
  return { files, diagnostics };
}

function* makeSite(
  site: Site,
  key: string,
  record: SiteRecord | undefined,
  making: Making,
): Generator<TreePart, MadeSite> {
  if (record?.key === key) {
    yield recalledPart(site, record, making);
    return { site, needs: { ...record, modules: new Set(record.modules) }, catalogs: record.catalogs };
  }
  const rendered = renderSite(site);
  const files = new Map([...rendered.files].map(([path, text]) => [path, { hash: sha256(text), text }]));
  yield { files, diagnostics: rendered.diagnostics };
  const catalogs: Record<string, CatalogRecord> = {};
  const hashOf = (path: string) => files.get(path)!.hash;
  const compilation = siteCompilation(site, rendered, making.modules, making.cache, hashOf);
  const hashes = [...files].map(([path, { hash }]) => [path, hash] as const);
  const done = () => making.cache.save(site.name, recordOf(key, rendered, hashes, catalogs));
  yield* makeCatalogs(compilation, record?.catalogs ?? {}, catalogs, making, done);
  return { site, needs: rendered.needs, catalogs };
}

/** Everything of a site that is as it was: hashes, and how to make the texts again. */
function recalledPart(site: Site, record: SiteRecord, { modules, cache, workers }: Making): TreePart {
  const again = once(() => renderSite(site));
  const compilation = once(() => siteCompilation(site, again(), modules, cache));
  const files = new Map<string, Content>();
  for (const [path, hash] of record.files) files.set(path, { hash, make: () => again().files.get(path)! });
  for (const machine of compiledMachines(site)) {
    const { hash } = record.catalogs[machine.fqdn]!;
    const make = () => compileOne(compilation(), machine, workers);
    if (hash !== undefined) files.set(catalogPath(machine.fqdn), { hash, make });
  }
  return { files, diagnostics: record.diagnostics };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The text of a catalog that is known to compile. */
function compileOne(
  { machines, jobOf }: SiteCompilation,
  machine: Machine,
  { here }: CatalogWorkers,
): string {
  const [made] = here(jobOf(machines.filter((each) => each.machine === machine)));
  return made!.text!;
}

/** Compiles what is not remembered, and adds each catalog to `catalogs`; `done` is told when all are there. */
function* makeCatalogs(
  compilation: SiteCompilation,
  known: Readonly<Record<string, CatalogRecord>>,
  catalogs: Record<string, CatalogRecord>,
  making: Making,
  done: () => void,
): Iterable<TreePart> {
  const { machines } = compilation;
  const isKnown = ({ machine, key }: Compilable) => known[machine.fqdn]?.key === key;
  let missing = machines.length;
  const finish = (
    some: readonly Compilable[],
    files: TreePart['files'],
    records: readonly CatalogRecord[],
  ) => {
    some.forEach(({ machine }, index) => {
      catalogs[machine.fqdn] = records[index]!;
    });
    making.ready.push({ files, diagnostics: [] });
    missing -= some.length;
    if (missing === 0) done();
  };
  const same = machines.filter(isKnown);
  finish(
    same,
    recalledCatalogs(same, known, compilation, making),
    same.map(({ machine }) => known[machine.fqdn]!),
  );
  for (const some of chunks(machines.filter((each) => !isKnown(each)))) {
    making.compiled += some.length;
    if (making.compiled > machinesForThreads) making.workers.start();
    making.workers.give(compilation.jobOf(some), (made) => finish(some, ...newCatalogs(some, made)));
    making.workers.fetch();
    yield* take(making);
  }
}

function recalledCatalogs(
  same: readonly Compilable[],
  known: Readonly<Record<string, CatalogRecord>>,
  compilation: SiteCompilation,
  { workers }: Making,
): ReadonlyMap<string, Content> {
  const files = new Map<string, Content>();
  for (const { machine } of same) {
    const { hash } = known[machine.fqdn]!;
    const make = () => compileOne(compilation, machine, workers);
    if (hash !== undefined) files.set(catalogPath(machine.fqdn), { hash, make });
  }
  return files;
}

function newCatalogs(
  some: readonly Compilable[],
  made: readonly MadeCatalog[],
): [files: ReadonlyMap<string, Content>, records: readonly CatalogRecord[]] {
  const records = some.map(({ key }, index) => catalogRecord(key, made[index]!));
  const files = new Map<string, Content>();
  some.forEach(({ machine }, index) => {
    const [{ text }, { hash }] = [made[index]!, records[index]!];
    if (text !== undefined && hash !== undefined) files.set(catalogPath(machine.fqdn), { hash, text });
  });
  return [files, records];
}

function chunks(machines: readonly Compilable[]): (readonly Compilable[])[] {
  const count = Math.ceil(machines.length / machinesInJob);
  return Array.from({ length: count }, (_, index) =>
    machines.slice(index * machinesInJob, (index + 1) * machinesInJob),
  );
}

function recordOf(
  key: string,
  { needs, diagnostics }: RenderedSite,
  files: SiteRecord['files'],
  catalogs: SiteRecord['catalogs'],
): SiteRecord {
  return { key, files, modules: [...needs.modules], secrets: needs.secrets, diagnostics, catalogs };
}
