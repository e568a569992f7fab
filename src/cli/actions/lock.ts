import { hasErrors } from '../../diagnostics/report.ts';
import { compile } from '../../pipeline.ts';
import type { SiteLock } from '../../resolve/lock.ts';
import type { LockOptions } from '../commands/lock.ts';
import { type ExitCode, exitCodes, type Io } from '../io.ts';
import { changedLocks, writeLocks } from '../locks.ts';
import { reportFindings, sourcesOf } from '../project.ts';
import { table } from '../table.ts';

/** Records decisions, or makes them anew, and shows which. */
export function lock({ refresh, stale, dryRun, format }: LockOptions, io: Io): ExitCode {
  const sources = sourcesOf(io);
  const compiled = compile(sources, { refresh: refresh ? () => true : undefined, renewStale: stale });
  if (!compiled.whole) return reportFindings(io, sources, compiled.diagnostics, format);
  const changed = changedLocks(compiled.locks);
  if (!dryRun) writeLocks(io, changed);
  if (format !== 'text') return reportFindings(io, sources, compiled.diagnostics, format);
  io.out(
    changed.length === 0
      ? 'Every decision is recorded, and none changes.\n'
      : changed.map(changeTable).join('\n'),
  );
  return hasErrors(compiled.diagnostics) ? reportFindings(io, sources, compiled.diagnostics) : exitCodes.fine;
}

function changeTable({ file, changes }: SiteLock): string {
  const rows = changes.map(({ part, name, what, before, after }) => [
    `  ${part}/${name}`,
    what,
    before === undefined
      ? `new: ${after}`
      : after === undefined
        ? `gone: ${before}`
        : `${before} -> ${after}`,
  ]);
  return `${file}\n${table(rows)}`;
}
