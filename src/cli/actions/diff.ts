import { hasErrors } from '../../diagnostics/report.ts';
import type { FileChange } from '../../diff/change.ts';
import { changesBetween } from '../../diff/change.ts';
import { diffFormats } from '../../diff/format/index.ts';
import { groupChanges } from '../../diff/group.ts';
import { compile, render, type TreePart } from '../../pipeline.ts';
import type { SourceFiles } from '../../read/files.ts';
import { textOf } from '../../render/tree.ts';
import { changesOnDisk } from '../../write/changes.ts';
import type { DiffOptions } from '../commands/diff.ts';
import { type ExitCode, exitCodes, type Io, UsageError } from '../io.ts';
import { outOf, reportErrors, sourcesAt, sourcesOf } from '../project.ts';

/** Shows what would change in out/, or between two revisions of the sources. */
export function diff({ from, to, format, exitCode, environment, output }: DiffOptions, io: Io): ExitCode {
  if (environment !== undefined || output !== undefined)
    throw new UsageError('--environment and --output are for catalogs', 'add --catalogs');
  const sources = {
    from: from === undefined ? undefined : sourcesAt(io, from),
    to: to === undefined ? sourcesOf(io) : sourcesAt(io, to),
  };
  const before = sources.from && compiledTree(sources.from, io);
  const after = compiledTree(sources.to, io);
  if (!after || (sources.from && !before)) return exitCodes.findings;
  const changes: FileChange[] = before ? changesBetween(before, after) : changesOnDisk(outOf(io), after);
  const groups = groupChanges(changes);
  io.out(diffFormats[format](groups, io.colors));
  return exitCode && changes.length > 0 ? exitCodes.findings : exitCodes.fine;
}

function textsOf(parts: readonly TreePart[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { files } of parts) for (const [path, content] of files) texts.set(path, textOf(content));
  return texts;
}

/**
 * All of out/ as sources compile to it. Findings of the checks do not matter here: only sources that cannot be
 * compiled at all are reported.
 */
function compiledTree(sources: SourceFiles, io: Io): ReadonlyMap<string, string> | undefined {
  const compiled = compile(sources);
  const parts = compiled.whole ? [...render(compiled.platform)] : [];
  const problems = parts.flatMap(({ diagnostics }) => diagnostics);
  if (compiled.whole && !hasErrors(problems)) return textsOf(parts);
  reportErrors(io, sources, [...compiled.diagnostics, ...problems]);
  return undefined;
}
