import { join } from 'node:path';
import type { Files } from '../files.ts';

/** One manifest, or those of a directory tree in Puppet's order: by path. */
export function manifestsIn(path: string, files: Files): readonly string[] {
  if (!files.isDirectory(path)) return files.isFile(path) ? [path] : [];
  return walk(path, files).sort();
}

/** A directory may have the name of a manifest, which is an error when it is read. Hidden names are left out, and links to directories not followed, as Ruby's `**` does. */
function walk(directory: string, files: Files): string[] {
  return (files.list(directory) ?? [])
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => {
      const path = join(directory, name);
      const own = name.endsWith('.pp') && (files.isFile(path) || files.isDirectory(path)) ? [path] : [];
      return files.isDirectory(path) && !files.isLink(path) ? [...own, ...walk(path, files)] : own;
    });
}
