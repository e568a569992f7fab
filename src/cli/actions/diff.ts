import { hasErrors } from '../../diagnostics/report.ts';
import type { FileChange } from '../../diff/change.ts';
import { changesBetween } from '../../diff/change.ts';
import { diffFormats } from '../../diff/format/index.ts';
import { groupChanges } from '../../diff/group.ts';
import { compile, render } from '../../pipeline.ts';
import type { SourceFiles } from '../../read/files.ts';
import { readRevision } from '../../sources/git.ts';
import { changesOnDisk } from '../../write/changes.ts';
import type { DiffOptions } from '../commands/diff.ts';
import { type ExitCode, exitCodes, type Io, UsageError } from '../io.ts';
import { outOf, reportErrors, sourcesOf } from '../project.ts';

/** Shows what would change in out/, or between two revisions of the sources. */
export function diff({ from, to, format, exitCode }: DiffOptions, io: Io): ExitCode {
  const sources = {
    from: from === undefined ? undefined : revision(io, from),
    to: to === undefined ? sourcesOf(io) : revision(io, to),
  };
  const before = sources.from && compiledTree(sources.from, io);
  const after = compiledTree(sources.to, io);
  if (!after || (sources.from && !before)) return exitCodes.findings;
  const changes: FileChange[] = before ? changesBetween(before, after) : changesOnDisk(outOf(io), after);
  const groups = groupChanges(changes);
  io.out(diffFormats[format](groups, io.colors));
  return exitCode && changes.length > 0 ? exitCodes.findings : exitCodes.fine;
}

function revision({ project }: Io, name: string): SourceFiles {
  const sources = readRevision(project, name);
  if (sources) return sources;
  throw new UsageError(`there is no git revision '${name}' in ${project}`);
}

/**
 * All of out/ as sources compile to it. Findings of the checks do not matter here: only sources that cannot be
 * compiled at all are reported.
 */
function compiledTree(sources: SourceFiles, io: Io): ReadonlyMap<string, string> | undefined {
  const compiled = compile(sources);
  const parts = compiled.whole ? [...render(compiled.platform)] : [];
  const problems = parts.flatMap(({ diagnostics }) => diagnostics);
  if (compiled.whole && !hasErrors(problems)) return new Map(parts.flatMap(({ files }) => [...files]));
  reportErrors(io, sources, [...compiled.diagnostics, ...problems]);
  return undefined;
}
