import { join } from 'node:path';
import { buildKey, loadLastBuild, saveLastBuild } from '../../cache/build-cache.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../diagnostics/report.ts';
import type { Compiled } from '../../pipeline.ts';
import type { SourceFiles } from '../../read/files.ts';
import { type Change, isIntact, loadIndex, manifestHash, writeTree } from '../../write/index.ts';
import type { BuildOptions } from '../commands/build.ts';
import type { ExitCode, Io } from '../io.ts';
import { changedLocks, writeLocks } from '../locks.ts';
import { type Progress, startProgress } from '../progress.ts';
import { cacheOf, outOf, reportFindings, sitesOf, sourcesOf } from '../project.ts';
import { oldSchemas } from '../schemas.ts';

/** Compiles the sources into out/, or says with `check` whether that would change anything. */
export async function build(options: BuildOptions, io: Io): Promise<ExitCode> {
  const progress = startProgress(io);
  const sources = sourcesOf(io);
  progress.at('Compiling');
  const diagnostics = await findings(sources, options, io, progress);
  progress.done();
  return reportFindings(io, sources, [...diagnostics, ...oldSchemas(io.project)], options.format);
}

async function findings(
  sources: SourceFiles,
  options: BuildOptions,
  io: Io,
  progress: Progress,
): Promise<readonly Diagnostic[]> {
  const known = knownResult(sources, io);
  if (known) {
    tell(options, io, [], 0);
    return known;
  }
  // Imported late: with nothing changed, what compiles need not even be loaded.
  const pipeline = await import('../../pipeline.ts');
  const { compareWithSources } = await import('../stale.ts');
  // No more is kept of what was compiled than is needed: the documents are as large as the platform.
  const { platform, diagnostics, locks, whole } = pipeline.compile(sources);
  if (hasErrors(diagnostics))
    return [...diagnostics, ...pipeline.renderingProblems({ platform, whole }, sitesOf(io))];
  const parts = watched(pipeline.render(platform, sitesOf(io)), progress);
  if (!options.check) return write(sources, { diagnostics, locks }, parts, options, io);
  return [...diagnostics, ...compareWithSources(io, locks, parts)];
}

const memory = (io: Io) => join(cacheOf(io), 'build.json');
const index = (io: Io) => loadIndex(join(cacheOf(io), 'out.json'));

/** What the last build had to tell, if it was made from the same sources and out/ is as it left it. */
function knownResult(sources: SourceFiles, io: Io): readonly Diagnostic[] | undefined {
  const last = loadLastBuild(memory(io));
  if (last?.key !== buildKey(sources)) return undefined;
  return isIntact(outOf(io), last.manifest, index(io)) ? last.diagnostics : undefined;
}

type Parts = Parameters<typeof writeTree>[1];
type Decided = Pick<Compiled, 'diagnostics' | 'locks'>;

function write(sources: SourceFiles, compiled: Decided, parts: Parts, options: BuildOptions, io: Io) {
  const written = writeTree(outOf(io), parts, {
    index: index(io),
    force: options.force,
    beforeCommit: () => writeLocks(io, compiled.locks),
  });
  const diagnostics = [...compiled.diagnostics, ...written.diagnostics];
  if (hasErrors(diagnostics)) return diagnostics;
  tell(options, io, written.changes, changedLocks(compiled.locks).length);
  const now = new Map(sources);
  for (const { file, content } of changedLocks(compiled.locks)) now.set(file, Buffer.from(content));
  if (written.diagnostics.length === 0) {
    const ordered = new Map([...now].sort(([a], [b]) => (a < b ? -1 : 1)));
    saveLastBuild(memory(io), { key: buildKey(ordered), manifest: manifestHash(outOf(io)), diagnostics });
  }
  return diagnostics;
}

function* watched(parts: Parts, progress: Progress): Parts {
  let files = 0;
  for (const part of parts) {
    files += part.files.size;
    progress.at(`Writing ${files} files`);
    yield part;
  }
}

/** One line for people: what became of out/. */
function tell({ format, check }: BuildOptions, { err }: Io, changes: readonly Change[], locks: number): void {
  if (format !== 'text') return;
  if (changes.length === 0 && locks === 0) err('out/ is up to date\n');
  else if (!check) err(`${told(changes, locks)}\n`);
}

function told(changes: readonly Change[], locks: number): string {
  const removed = changes.filter(({ kind }) => kind === 'remove').length;
  const counts: [number, string][] = [
    [changes.length - removed, 'written'],
    [removed, 'removed'],
  ];
  const parts = counts
    .filter(([n]) => n > 0)
    .map(([n, what]) => `${n} ${n === 1 ? 'file' : 'files'} ${what}`);
  if (locks > 0) parts.push(`${locks} lock ${locks === 1 ? 'file' : 'files'} written`);
  return `out/: ${parts.join(', ')}`;
}
