import type { SiteCache } from './cache/site-cache.ts';
import { checkPlatform } from './check/index.ts';
import type { Diagnostic } from './diagnostics/diagnostic.ts';
import { hasErrors, inOrder } from './diagnostics/report.ts';
import { makeTree } from './make/index.ts';
import { readDocuments } from './read/documents.ts';
import type { SourceFiles } from './read/files.ts';
import { type DecisionOptions, type Resolution, resolve } from './resolve/resolve.ts';

export { makeTree as render, type TreePart } from './make/index.ts';

/** What the sources say, proven as far as there are no errors among the diagnostics. */
export interface Compiled extends Resolution {
  /** In the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
  /** The sources are valid and every name in them is known, so that the platform is whole. */
  readonly whole: boolean;
}

/** From sources to a checked platform: read, resolve, check. */
export function compile(sources: SourceFiles, options: DecisionOptions = {}): Compiled {
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

/** What rendering finds wrong; nothing where the platform is not whole, and nothing is kept of what is rendered. */
export function renderingProblems(
  { platform, whole }: Pick<Compiled, 'platform' | 'whole'>,
  cache?: SiteCache,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  if (whole) for (const part of makeTree(platform, cache)) diagnostics.push(...part.diagnostics);
  return diagnostics;
}
