import { existsSync, lstatSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where placo keeps its own affairs inside out/. Only the manifest is for the repository. */
export interface Area {
  /** The directory out/, symbolic links followed. */
  readonly out: string;
  readonly manifest: string;
  /** The manifest that a build is about to make true; it is there while files are replaced, and after a crash. */
  readonly nextManifest: string;
  readonly staging: string;
  readonly lock: string;
}

/** The name, below out/, of the directory for placo's own affairs. */
export const areaName = '.placo';

/** The area of an out/ directory, which need not exist. */
export function areaOf(directory: string): Area {
  const out = realPath(directory);
  const own = (name: string) => join(out, areaName, name);
  return {
    out,
    manifest: own('manifest'),
    nextManifest: own('manifest.next'),
    staging: own('staging'),
    lock: own('lock'),
  };
}

/** Creates out/ and placo's directory in it. */
export function createArea(area: Area): void {
  const directory = dirname(area.manifest);
  for (const each of [area.out, directory]) if (!existsSync(each)) mkdirSync(each);
  if (!lstatSync(directory).isDirectory()) {
    throw Object.assign(new Error('not a directory'), { code: 'ENOTDIR', path: directory });
  }
  const ignored = '*\n!.gitignore\n!manifest\n';
  const ignore = join(directory, '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, ignored);
}

/** Removes what a build that was cut short left behind. */
export function emptyStaging(area: Area): void {
  rmSync(area.staging, { recursive: true, force: true });
  mkdirSync(area.staging);
}

function realPath(directory: string): string {
  try {
    return realpathSync(directory);
  } catch {
    return directory;
  }
}
