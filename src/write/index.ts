import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/report.ts';
import type { TreePart } from '../pipeline.ts';
import { refusalOf } from '../refusal.ts';
import { sha256 } from '../sha256.ts';
import { type Area, areaOf, createArea, emptyStaging } from './area.ts';
import { commit } from './commit.ts';
import { type Change, type CompareOptions, type Comparison, compareTree } from './compare.ts';
import { find, noteStat } from './disk.ts';
import { acquireLock, releaseLock } from './lock.ts';
import { printManifest, readManifest } from './manifest.ts';
import { failed, locked } from './messages.ts';
import { type Stage, stageIn } from './stage.ts';
import type { StatIndex } from './stat-index.ts';

export { emptyIndex, loadIndex } from './stat-index.ts';
export type { Change, Comparison };

/** What became of out/. */
export interface Written {
  readonly changes: readonly Change[];
  /** How many files of out/ are placo's. */
  readonly total: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** How to write. */
export interface WriteOptions extends Omit<CompareOptions, 'onContent'> {
  /** Called once it is sure that out/ may be written, before it is. */
  readonly beforeCommit?: () => void;
}

/**
 * Makes the out/ directory hold a tree: writes what differs, removes what was generated and no longer is, and leaves
 * the rest alone. With an error among the diagnostics nothing was changed, unless it says that the system refused to
 * write. A crash at any moment leaves each file old or new.
 */
export function writeTree(directory: string, parts: Iterable<TreePart>, options: WriteOptions): Written {
  const area = areaOf(directory);
  try {
    return writeLocked(area, parts, options);
  } catch (error) {
    return { changes: [], total: 0, diagnostics: [systemError(area, error)] };
  }
}

/** How the out/ directory differs from a tree. Nothing is changed. */
export function compareWithOut(
  directory: string,
  parts: Iterable<TreePart>,
  options: CompareOptions,
): Comparison {
  return compareTree(areaOf(directory), parts, options);
}

/**
 * Whether out/ is known to hold what its manifest says, and nothing was left half-done. Any doubt is a no: a full
 * comparison then tells.
 */
export function isIntact(directory: string, manifestHash: string, index: StatIndex): boolean {
  const area = areaOf(directory);
  if (existsSync(area.nextManifest) || !existsSync(area.manifest)) return false;
  if (sha256(readFileSync(area.manifest)) !== manifestHash) return false;
  for (const [path, hashes] of readManifest(area.manifest)) {
    const found = find(area.out, path, index);
    if (found.kind !== 'file' || !hashes.has(found.hash)) return false;
  }
  return true;
}

/** The hash of the manifest of an out/ directory. */
export function manifestHash(directory: string): string {
  return sha256(readFileSync(areaOf(directory).manifest));
}

function writeLocked(area: Area, parts: Iterable<TreePart>, options: WriteOptions): Written {
  createArea(area);
  const { heldBy } = acquireLock(area.lock);
  if (heldBy !== undefined) return { changes: [], total: 0, diagnostics: [locked(heldBy)] };
  try {
    emptyStaging(area);
    const stage = stageIn(area.staging, options.index);
    const comparison = compareTree(area, parts, { ...options, onContent: stage.add });
    return finish(area, comparison, stage, options);
  } finally {
    rmSync(area.staging, { recursive: true, force: true });
    releaseLock(area.lock);
  }
}

function finish(area: Area, comparison: Comparison, stage: Stage, options: WriteOptions): Written {
  const { diagnostics, manifest } = comparison;
  if (hasErrors(diagnostics)) return { changes: [], total: 0, diagnostics };
  stage.flush();
  options.beforeCommit?.();
  const moved = isBehind(area, comparison) ? commit(area, comparison, stage.staged) : [];
  for (const path of moved) noteStat(options.index, area.out, path, manifest.get(path)!);
  options.index.save();
  return { changes: comparison.changes, total: manifest.size, diagnostics };
}

/** Whether anything is left to do; a build that was cut short leaves its next manifest behind. */
function isBehind(area: Area, { changes, manifest }: Comparison): boolean {
  if (changes.length > 0 || existsSync(area.nextManifest) || !existsSync(area.manifest)) return true;
  return readFileSync(area.manifest, 'utf8') !== printManifest(manifest);
}

/** What the system did not do, as a diagnostic; any other error is thrown again. */
function systemError(area: Area, error: unknown): Diagnostic {
  const { code, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  // Who writes to an open file is not told which.
  const file = relative(dirname(area.out), dest ?? path ?? area.out);
  const refusal = refusalOf(error);
  if (refusal) return failed(file, refusal.reason);
  if (code === undefined || path === undefined) throw error;
  return failed(file, code === 'EXDEV' ? 'it is on another file system than out/' : code);
}
