import { accessSync, constants, readdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Area } from './area.ts';
import type { Change, Comparison } from './compare.ts';
import { type Above, above, parentOf, statOf } from './disk.ts';
import { printManifest } from './manifest.ts';
import { replaceFile } from './replace.ts';

/**
 * Makes the changes of a comparison: each file is moved into place in one step, a directory that is new with all that
 * is in it. The next manifest is there first, so that a build after a crash at any moment knows both what was ours and
 * what was about to be. Returns the paths of files that were moved by themselves.
 */
export function commit(area: Area, { changes, manifest }: Comparison, staged: readonly string[]): string[] {
  const removals = changes.filter(({ kind }) => kind === 'remove').map(({ path }) => path);
  demandWritable(area, changes);
  replaceFile(area.nextManifest, printManifest(manifest));
  const inTheWay = new Set(pathsInTheWay(removals, staged));
  for (const path of inTheWay) remove(area, path);
  const moved = moveInto(area.out, area.staging);
  for (const path of removals) if (!inTheWay.has(path)) remove(area, path);
  renameSync(area.nextManifest, area.manifest);
  return moved;
}

/** What has to go before something can come: a directory takes its place, or it lies in one that a file takes. */
function pathsInTheWay(removals: readonly string[], staged: readonly string[]): string[] {
  if (removals.length === 0) return [];
  const coming = new Set(staged);
  const directories = new Set<string>();
  for (const path of coming) for (const above of directoriesAbove(path)) directories.add(above);
  return removals.filter(
    (path) => directories.has(path) || directoriesAbove(path).some((above) => coming.has(above)),
  );
}

function directoriesAbove(path: string): string[] {
  const parent = parentOf(path);
  return parent === '.' ? [] : [parent, ...directoriesAbove(parent)];
}

/** Moves what is staged to where it belongs; returns the files that are moved other than with their directory. */
function moveInto(target: string, staging: string, path = ''): string[] {
  return readdirSync(staging, { withFileTypes: true }).flatMap((entry) => {
    const [from, to] = [join(staging, entry.name), join(target, entry.name)];
    if (entry.isDirectory() && statOf(to)?.isDirectory()) return moveInto(to, from, `${path}${entry.name}/`);
    renameSync(from, to);
    return entry.isDirectory() ? [] : [`${path}${entry.name}`];
  });
}

/** Removes a file, and the directories above it that it leaves empty. */
function remove(area: Area, path: string): void {
  unlinkSync(join(area.out, path));
  for (let directory = parentOf(path); directory !== '.'; directory = parentOf(directory)) {
    try {
      rmdirSync(join(area.out, directory));
    } catch {
      return;
    }
  }
}

/** Finds out before anything changes whether every directory concerned lets us change it. */
function demandWritable(area: Area, changes: readonly Change[]): void {
  const seen = new Map<string, Above>();
  const asked = new Set<string>();
  const demanded = new Set<string>();
  for (const { path } of changes) {
    let made = path;
    for (let parent = parentOf(made); !asked.has(parent); parent = parentOf(made)) {
      asked.add(parent);
      if (above(area.out, made, seen) === 'there') demanded.add(parent);
      else made = parent;
    }
  }
  for (const directory of demanded) accessSync(join(area.out, directory), constants.W_OK | constants.X_OK);
}
