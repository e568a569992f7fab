import { lstatSync, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import type { Files } from '../files.ts';

type Kind = 'file' | 'directory' | 'none';

/** The files of this machine, each read once; what changes afterwards is not seen. */
export function diskFiles(): Files {
  const kinds = new Map<string, Kind>();
  const texts = new Map<string, string | undefined>();
  const lists = new Map<string, readonly string[] | undefined>();
  const kind = (path: string) => cached(kinds, path, kindOf);
  return {
    read: (path) => cached(texts, path, (wanted) => readBytes(wanted)?.toString('utf8')),
    readBytes,
    list: (path) => cached(lists, path, listDirectory),
    isFile: (path) => kind(path) === 'file',
    isDirectory: (path) => kind(path) === 'directory',
    isLink,
  };
}

function cached<T>(cache: Map<string, T>, key: string, make: (key: string) => T): T {
  const known = cache.get(key);
  if (known !== undefined || cache.has(key)) return known as T;
  const value = make(key);
  cache.set(key, value);
  return value;
}

/** What can't be reached, such as by links in a circle, is not there. */
function kindOf(path: string): Kind {
  const stats = reached(path);
  if (stats === undefined) return 'none';
  return stats.isDirectory() ? 'directory' : stats.isFile() ? 'file' : 'none';
}

function reached(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function readBytes(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function listDirectory(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path).sort();
  } catch {
    return undefined;
  }
}
