import { accessSync, constants, mkdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Area } from './area.ts';
import type { Change, Comparison } from './compare.ts';
import { statOf } from './disk.ts';
import { printManifest } from './manifest.ts';
import { replaceFile } from './replace.ts';
import type { Staged } from './stage.ts';

/**
 * Makes the changes of a comparison: each file is moved into place in one step. The next manifest is there first, so
 * that a build after a crash at any moment knows both what was ours and what was about to be.
 */
export function commit(area: Area, { changes, manifest }: Comparison, staged: readonly Staged[]): void {
  const removals = changes.filter(({ kind }) => kind === 'remove').map(({ path }) => path);
  demandWritable(area, changes);
  replaceFile(area.nextManifest, printManifest(manifest));
  const inTheWay = new Set(pathsInTheWay(removals, staged));
  for (const path of inTheWay) remove(area, path);
  const made = new Set<string>();
  for (const { path, file } of staged) move(area, file, path, made);
  for (const path of removals) if (!inTheWay.has(path)) remove(area, path);
  renameSync(area.nextManifest, area.manifest);
}

/** What has to go before something can come: a directory takes its place, or it lies in one that a file takes. */
function pathsInTheWay(removals: readonly string[], staged: readonly Staged[]): string[] {
  if (removals.length === 0) return [];
  const coming = new Set(staged.map(({ path }) => path));
  const directories = new Set<string>();
  for (const path of coming) for (const above of directoriesAbove(path)) directories.add(above);
  return removals.filter(
    (path) => directories.has(path) || directoriesAbove(path).some((above) => coming.has(above)),
  );
}

function directoriesAbove(path: string): string[] {
  const parent = dirname(path);
  return parent === '.' ? [] : [parent, ...directoriesAbove(parent)];
}

function move(area: Area, file: string, path: string, made: Set<string>): void {
  const target = join(area.out, path);
  const directory = dirname(target);
  if (!made.has(directory)) mkdirSync(directory, { recursive: true });
  made.add(directory);
  renameSync(file, target);
}

/** Removes a file, and the directories above it that it leaves empty. */
function remove(area: Area, path: string): void {
  unlinkSync(join(area.out, path));
  for (let directory = dirname(path); directory !== '.'; directory = dirname(directory)) {
    try {
      rmdirSync(join(area.out, directory));
    } catch {
      return;
    }
  }
}

/** Finds out before anything changes whether every directory concerned lets us change it. */
function demandWritable(area: Area, changes: readonly Change[]): void {
  const directories = new Set(changes.map(({ path }) => dirname(path)));
  for (const directory of directories) demandWritableDirectory(area.out, directory);
}

function demandWritableDirectory(out: string, directory: string): void {
  const path = join(out, directory);
  if (statOf(path)?.isDirectory()) accessSync(path, constants.W_OK | constants.X_OK);
  else if (directory !== '.') demandWritableDirectory(out, dirname(directory));
}
