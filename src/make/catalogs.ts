import type { CatalogRecord, SiteCache } from '../cache/site-cache.ts';
import { factsOf } from '../catalog/facts.ts';
import type { Job, JobMachine, MadeCatalog } from '../catalog/job.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { machinesOf } from '../model/machines.ts';
import type { Machine, Site } from '../model/platform.ts';
import type { RenderedSite } from '../render/index.ts';
import { filesOf, manifestOf, sharedFiles } from '../render/puppet/environment.ts';
import type { Tree } from '../render/tree.ts';
import { sha256 } from '../sha256.ts';

/** The path of a machine's catalog in out/. */
export const catalogPath = (fqdn: string): string => `catalogs/${fqdn}.json`;

/** The machines of a site that are given a catalog. */
export function compiledMachines(site: Site): readonly Machine[] {
  return machinesOf(site).filter(({ os }) => os.managed);
}

/** A machine to compile, and the key of all that its catalog is compiled from. */
export interface Compilable {
  readonly machine: Machine;
  readonly key: string;
  readonly input: JobMachine;
}

/** What the catalogs of a site are compiled from. */
export interface SiteCompilation {
  readonly machines: readonly Compilable[];
  readonly jobOf: (machines: readonly Compilable[]) => Job;
}

/**
 * The machines of a site to compile. Each is compiled in the environment of its site: a machine's class declares what
 * its modules define and reads its own files, its node is found by its certname, and modules stand alone, so nothing
 * of another site, or of another machine, is in its catalog. `hashOf` is the hash of a rendered file, where it is known.
 */
export function siteCompilation(
  site: Site,
  rendered: RenderedSite,
  modules: Tree,
  { identity }: Pick<SiteCache, 'identity'>,
  hashOf = (path: string) => sha256(rendered.files.get(path)!),
): SiteCompilation {
  const environment = sharedFiles([site], rendered.needs, modules);
  const nodes = 'manifests/site.pp';
  const common = keyOf([identity, ...[...environment].filter(([path]) => path !== nodes).flat()]);
  const environmentKey = keyOf([common, environment.get(nodes)!]);
  const files = filesByMachine(site, rendered.files);
  const machines = compiledMachines(site).map((machine) => {
    const input = { facts: factsOf(machine), files: files.get(machine)! };
    const key = keyOf([
      common,
      site.module,
      machine.className,
      JSON.stringify(input.facts),
      ...[...input.files.keys()].flatMap((path) => [path, hashOf(path)]),
    ]);
    return { machine, key, input };
  });
  const jobOf = (some: readonly Compilable[]) => ({
    environment,
    environmentKey,
    machines: some.map(({ input }) => input),
  });
  return { machines, jobOf };
}

/** The lengths keep one list of texts from being taken for another. */
function keyOf(texts: readonly string[]): string {
  return sha256(texts.map((text) => `${text.length} ${text}`).join(''));
}

/** The files of a site's module, by the machine that they are for. */
function filesByMachine(site: Site, files: Tree): ReadonlyMap<Machine, Tree> {
  const byDirectory = new Map<string, [string, string][]>();
  const owner = (path: string): string => /^sites\/[^/]+\/files\/[^/]+/.exec(path)?.[0] ?? path;
  for (const file of files) {
    const group = byDirectory.get(owner(file[0]));
    if (group) group.push(file);
    else byDirectory.set(owner(file[0]), [file]);
  }
  const of = (machine: Machine) =>
    [manifestOf(machine), filesOf(machine)].flatMap((at) => byDirectory.get(at) ?? []);
  return new Map(compiledMachines(site).map((machine) => [machine, new Map(of(machine))]));
}

/** What to remember of a catalog. */
export function catalogRecord(key: string, { hash, problems }: MadeCatalog): CatalogRecord {
  return { key, hash, problems };
}

/** What is wrong with a machine's catalog, at the machine's place. */
export function problemsOf({ place }: Machine, { problems }: Pick<CatalogRecord, 'problems'>): Diagnostic[] {
  return problems.map((problem) => ({ ...problem, place }));
}
