import { lstatSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import glob from 'fast-glob';
import { compareNames } from '../model/names.ts';
import { largestFile } from './decode.ts';
import type { SourceFile, SourceFiles } from './files.ts';

/** Reads the source files of a project (`sites/` in its directory) into memory; the rim of the read phase. */
export function loadSources(project: string): SourceFiles {
  const { found, unreadable } = listSources(project);
  const files = found.filter(isSource).map((file) => file.replace(/\/$/, ''));
  const root = realOr(path.join(project, 'sites'));
  const loaded = files
    .sort(compareNames)
    .map((file) => [file, loadFile(path.join(project, file), root)] as const);
  return new Map([...loaded, ...unreadable]);
}

/** What lies under sites/, directories with a last `/`; and a directory that cannot be read, with the reason. */
function listSources(project: string): { found: string[]; unreadable: [string, SourceFile][] } {
  const list = (suppressErrors: boolean) =>
    glob.sync('sites/**', {
      ...{ cwd: project, onlyFiles: false, markDirectories: true, followSymbolicLinks: false },
      suppressErrors,
    });
  try {
    return { found: list(false), unreadable: [] };
  } catch (error) {
    const where = (error as NodeJS.ErrnoException).path ?? path.join(project, 'sites');
    const file = path.relative(path.resolve(project), path.resolve(project, where)).split(path.sep).join('/');
    return { found: list(true), unreadable: [[file, { problem: reasonOf(error) }]] };
  }
}

/** Notes for people lie beside the sources, and a directory counts only where a source file should be. */
function isSource(file: string): boolean {
  return file.endsWith('/') ? /\.ya?ml\/$/.test(file) : !file.endsWith('.md');
}

function realOr(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** Only the last part of a path can be a link, for directories that are links are not descended into. */
function loadFile(file: string, root: string): SourceFile {
  try {
    const isLink = lstatSync(file).isSymbolicLink();
    if (isLink && !realpathSync(file).startsWith(root + path.sep)) {
      return { problem: 'It is a symbolic link out of sites/.', hint: 'copy the file into sites/' };
    }
    return loadRegular(file, statSync(file));
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

function loadRegular(file: string, status: Stats): SourceFile {
  if (status.isDirectory()) return { problem: 'It is a directory.' };
  if (!status.isFile()) return { problem: 'It is no regular file.' };
  return status.size > largestFile ? { problem: 'It is larger than 1 MiB.' } : readFileSync(file);
}

function reasonOf(error: unknown): string {
  return reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? 'The system refuses to read it.';
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'Permission is denied.',
  ELOOP: 'It is a symbolic link that leads to itself.',
  ENOENT: 'It is a symbolic link to nothing.',
};
