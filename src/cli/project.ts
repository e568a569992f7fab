import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type SiteCache, siteCacheIn } from '../cache/site-cache.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type FormatName, formatters } from '../diagnostics/format/index.ts';
import { hasErrors, inOrder } from '../diagnostics/report.ts';
import type { Lookup } from '../explain/find.ts';
import type { SourceFiles } from '../read/files.ts';
import { loadSources } from '../read/load.ts';
import { readRevision, refusalOfGit } from '../sources/git.ts';
import { type ExitCode, exitCodes, type Io, UsageError } from './io.ts';

/** Where out/ is in a project. */
export const outOf = ({ project }: Io): string => join(project, 'out');

/** Where a project keeps what only makes the next run faster. */
export const cacheOf = ({ project }: Io): string => join(project, '.placo-cache');

/** What is remembered of the sites of a project. */
export const sitesOf = (io: Io): SiteCache => siteCacheIn(join(cacheOf(io), 'sites'));

/** Reads the sources of the project. A directory without any is no project. */
export function sourcesOf({ project }: Io): SourceFiles {
  if (existsSync(join(project, 'sites'))) return loadSources(project);
  throw new UsageError(
    `there is no directory 'sites' in ${project}`,
    "run placo in a project, name one with --directory, or begin one with 'placo new site'",
  );
}

/** What to say of a revision that cannot be read; with git's own reason where it reads no revision at all. */
export function noRevision(revision: string, directory: string): UsageError {
  const refusal = refusalOfGit(directory);
  const hint = refusal && `git says: ${refusal}`;
  return new UsageError(`there is no git revision '${revision}' in ${directory}`, hint);
}

/** The sources as a revision of the project's git repository has them. */
export function sourcesAt({ project }: Io, revision: string): SourceFiles {
  const sources = readRevision(project, revision);
  if (sources) return sources;
  throw noRevision(revision, project);
}

/** Writes findings, and says how to exit. Text for people is left out where there is nothing to tell. */
export function reportFindings(
  io: Io,
  sources: SourceFiles,
  diagnostics: readonly Diagnostic[],
  format: FormatName = 'text',
): ExitCode {
  const report = { diagnostics: inOrder(diagnostics), source: sourceText(sources) };
  io.out(formatters[format](report, io.colors));
  return hasErrors(diagnostics) ? exitCodes.findings : exitCodes.fine;
}

/** The text of sources, for code frames. */
export function sourceText(sources: SourceFiles): (file: string) => string | undefined {
  return (file) => {
    const content = sources.get(file);
    return content instanceof Uint8Array ? new TextDecoder().decode(content) : undefined;
  };
}

/** Tells the errors on standard error, for a command whose answer is something else. */
export function reportErrors(io: Io, sources: SourceFiles, diagnostics: readonly Diagnostic[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  io.err(formatters.text({ diagnostics: inOrder(errors), source: sourceText(sources) }, io.errColors));
}

/** What a user named, or why it is wrong usage. */
export function found<T>(lookup: Lookup<T>): T {
  if ('found' in lookup) return lookup.found;
  throw new UsageError(lookup.problem, lookup.hint);
}
