import type { Dirent, Stats } from 'node:fs';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isSource, type Sources, sourceDirectory } from './sources.ts';

const largest = 4 * 1024 * 1024;
const deepest = 16;

/**
 * Reads the sources of the project in a directory. Symbolic links that leave the project, special files, files over
 * 4 MiB and what the system refuses to read are reported; the rest is read all the same.
 */
export function readSources(project: string): Sources {
  const walk: Walk = { project, files: new Map(), diagnostics: [] };
  readDirectory(walk, sourceDirectory, 0);
  return walk;
}

interface Walk {
  readonly project: string;
  readonly files: Map<string, Uint8Array>;
  readonly diagnostics: Diagnostic[];
}

function readDirectory(walk: Walk, path: string, depth: number): void {
  if (depth > deepest) {
    refuse(walk, path, 'directories are nested too deeply here');
    return;
  }
  const entries = attempt(walk, path, () => readdirSync(join(walk.project, path), { withFileTypes: true }));
  const shown = (entries ?? []).filter(({ name }) => !name.startsWith('.'));
  for (const entry of shown.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    readEntry(walk, `${path}/${entry.name}`, entry, depth);
  }
}

function readEntry(walk: Walk, path: string, entry: Dirent, depth: number): void {
  const isLink = entry.isSymbolicLink();
  if (isLink && !staysInside(walk, path)) return;
  if (isLink ? statSync(join(walk.project, path)).isDirectory() : entry.isDirectory()) {
    readDirectory(walk, path, depth + 1);
  } else if (isSource(path)) readFile(walk, path);
}

function staysInside(walk: Walk, path: string): boolean {
  const target = attempt(walk, path, () => realpathSync(join(walk.project, path)));
  if (target === undefined) return false;
  if (target.startsWith(realpathSync(walk.project) + sep)) return true;
  refuse(walk, path, 'it is a symbolic link out of the project');
  return false;
}

function readFile(walk: Walk, path: string): void {
  const file = join(walk.project, path);
  const stat = attempt(walk, path, () => statSync(file));
  if (!stat) return;
  const obstacle = obstacleOf(stat);
  if (obstacle) {
    refuse(walk, path, obstacle);
    return;
  }
  const content = attempt(walk, path, () => readFileSync(file));
  if (content) walk.files.set(path, content);
}

function obstacleOf(stat: Stats): string | undefined {
  if (!stat.isFile()) return 'it is not a regular file';
  return stat.size > largest ? 'it is larger than 4 MiB' : undefined;
}

function attempt<T>(walk: Walk, path: string, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    refuse(walk, path, reasonOf(error));
    return undefined;
  }
}

function refuse(walk: Walk, file: string, reason: string): void {
  const place = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const message = `'${file}' cannot be read: ${reason}`;
  walk.diagnostics.push({ code: 'read/unreadable', severity: 'error', message, place });
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  const known: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'it does not exist',
    ENOTDIR: 'it is not a directory',
    ELOOP: 'its symbolic links form a loop',
  };
  return known[code] ?? code;
}
