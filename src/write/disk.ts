import { type BigIntStats, lstatSync, readFileSync } from 'node:fs';
import { sha256 } from '../sha256.ts';
import type { StatIndex } from './stat-index.ts';

/** What is at a path of out/. */
export type Found =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'file'; readonly hash: string }
  | { readonly kind: 'directory' | 'link' | 'special' };

/** Where a path below a directory is; both are normal already, and there are too many to see to it again. */
export function below(directory: string, path: string): string {
  return `${directory}/${path}`;
}

/** The directory that a path below out/ is in, `.` for out/ itself. */
export function parentOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end === -1 ? '.' : path.slice(0, end);
}

/** What is at a path below `out`; no link is followed. A file that the index knows is not read again. */
export function find(out: string, path: string, index: StatIndex): Found {
  const stat = statOf(below(out, path));
  if (!stat) return { kind: 'nothing' };
  if (stat.isSymbolicLink()) return { kind: 'link' };
  if (stat.isDirectory()) return { kind: 'directory' };
  if (!stat.isFile()) return { kind: 'special' };
  const known = index.hashOf(path, stat);
  if (known !== undefined) return { kind: 'file', hash: known };
  const read = sha256(readFileSync(below(out, path)));
  index.set(path, stat, read);
  return { kind: 'file', hash: read };
}

/** Has the index know a file of ours by what the system says of it now. */
export function noteStat(index: StatIndex, directory: string, path: string, hash: string): void {
  index.set(path, lstatSync(below(directory, path), { bigint: true }), hash);
}

/** The directories above a path: all there, the last ones missing, or the nearest thing above that is no directory. */
export type Above = 'there' | 'missing' | { readonly obstacle: string };

/** What is above a path below `out`; `seen` remembers the answers by directory. */
export function above(out: string, path: string, seen: Map<string, Above>): Above {
  const parent = parentOf(path);
  if (parent === '.') return 'there';
  const known = seen.get(parent);
  if (known !== undefined) return known;
  const higher = above(out, parent, seen);
  const here = higher === 'there' ? standing(out, parent) : higher;
  seen.set(parent, here);
  return here;
}

function standing(out: string, directory: string): Above {
  const stat = statOf(below(out, directory));
  if (!stat) return 'missing';
  return stat.isDirectory() ? 'there' : { obstacle: directory };
}

/** What is at a path itself, a link not followed; `undefined` where nothing is. */
export function statOf(file: string): BigIntStats | undefined {
  try {
    return lstatSync(file, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
