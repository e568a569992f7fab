import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import glob from 'fast-glob';
import { compareNames } from '../model/names.ts';
import { largestFile } from './decode.ts';
import type { SourceFile, SourceFiles } from './files.ts';

/** Reads the source files of a project (`sites/` in its directory) into memory; the rim of the read phase. */
export function loadSources(project: string): SourceFiles {
  const found = glob.sync('sites/**', {
    cwd: project,
    dot: false,
    onlyFiles: false,
    markDirectories: true,
    followSymbolicLinks: false,
    suppressErrors: true,
  });
  const files = found.filter((file) => !file.endsWith('/')).sort(compareNames);
  const root = realOr(path.join(project, 'sites'));
  return new Map(files.map((file) => [file, loadFile(path.join(project, file), root)]));
}

function realOr(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function loadFile(file: string, root: string): SourceFile {
  try {
    const real = realpathSync(file);
    if (real !== root && !real.startsWith(root + path.sep)) {
      return { problem: 'It is a symbolic link out of sites/.', hint: 'copy the file into sites/' };
    }
    const status = statSync(real);
    if (!status.isFile())
      return { problem: status.isDirectory() ? 'It is a link to a directory.' : 'It is no file.' };
    return status.size > largestFile ? { problem: 'It is larger than 1 MiB.' } : readFileSync(real);
  } catch (error) {
    return {
      problem: reasons[(error as NodeJS.ErrnoException).code ?? ''] ?? 'The system refuses to read it.',
    };
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'Permission is denied.',
  ELOOP: 'It is a symbolic link that leads to itself.',
  ENOENT: 'It is a symbolic link to nothing.',
};
