import { catalogCompiler } from './catalog/index.ts';
import { checkPlatform } from './check/index.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { hasErrors, inOrder } from './diagnostics/report.ts';
import type { Platform } from './model/platform.ts';
import { readDocuments } from './read/documents.ts';
import type { SourceFiles } from './read/files.ts';
import { renderPlatform } from './render/index.ts';
import { readModules } from './render/modules.ts';
import type { Refresh } from './resolve/lock.ts';
import { type Resolution, resolve } from './resolve/resolve.ts';

/** A part of out/: the content of its files by path below out/, and what was found on the way. */
export interface TreePart {
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}

/** What the sources say, proven as far as there are no errors among the diagnostics. */
export interface Compiled extends Resolution {
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  /** The sources are valid and every name in them is known, so that the platform is whole. */
  readonly whole: boolean;
}

/** From sources to a checked platform: read, resolve, check. */
export function compile(sources: SourceFiles, options: { readonly refresh?: Refresh } = {}): Compiled {
  const read = readDocuments(sources);
  const resolved = resolve(read.value, options);
  const before = [...read.diagnostics, ...resolved.diagnostics];
  const whole = !hasErrors(before);
  const checked = checkPlatform(resolved.platform).filter(about(wholeSites(before)));
  return { ...resolved, diagnostics: inOrder([...before, ...checked]), whole };
}

/**
 * Which files can be judged: none of a site that lacks a broken part, where a finding may only follow from it, and
 * none at all where the platform's own file is broken.
 */
function wholeSites(diagnostics: readonly Diagnostic[]): (file: string) => boolean {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const broken = new Set(errors.map(({ place }) => siteOf(place?.file ?? '')));
  return (file) => !broken.has(undefined) && !broken.has(siteOf(file));
}

function siteOf(file: string): string | undefined {
  return /^sites\/([^/]+)\//.exec(file)?.[1];
}

function about(judged: (file: string) => boolean): (diagnostic: Diagnostic) => boolean {
  return ({ place, related = [] }) =>
    [place, ...related.map((each) => each.place)].every((at) => !at || judged(at.file));
}

/** From a platform to the files of out/, in parts that are made as they are asked for. */
export function* render(platform: Platform): Iterable<TreePart> {
  const environment = new Map<string, string>();
  yield* environmentParts(platform, environment);
  yield* catalogParts(platform, environment);
}

/** The Puppet environment, of which a copy is kept for compiling catalogs. */
function* environmentParts(platform: Platform, copy: Map<string, string>): Iterable<TreePart> {
  const { value, diagnostics } = renderPlatform(platform, readModules());
  for (const [path, content] of value) copy.set(path, content);
  yield { files: value, diagnostics };
}

/** So many machines share a compiler, which keeps in memory what it has parsed for them. */
const sharing = 500;

/** The catalogs, site by site. What belongs to sites that are done is let go whenever a new compiler begins. */
function* catalogParts(platform: Platform, environment: Map<string, string>): Iterable<TreePart> {
  let compiler = catalogCompiler(environment);
  let machines = 0;
  const done = new Set<string>();
  for (const site of platform.sites) {
    if (machines >= sharing) {
      for (const path of environment.keys()) if (done.has(directoryOf(path))) environment.delete(path);
      compiler = catalogCompiler(environment);
      machines = 0;
    }
    yield compiler.catalogs(site);
    machines += site.hypervisors.length + site.servers.length + site.guests.length;
    done.add(`sites/${site.module}`);
  }
}

/** The first two segments of a path: for what belongs to a site, the site's directory. */
function directoryOf(path: string): string {
  return path.split('/', 2).join('/');
}

/** What rendering finds wrong; nothing where the platform is not whole, and nothing is kept of what is rendered. */
export function renderingProblems({ platform, whole }: Compiled): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (whole) for (const part of render(platform)) diagnostics.push(...part.diagnostics);
  return diagnostics;
}
