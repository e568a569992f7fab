import { readdirSync, readFileSync, statSync } from 'node:fs';
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
  };
}

function cached<T>(cache: Map<string, T>, key: string, make: (key: string) => T): T {
  const known = cache.get(key);
  if (known !== undefined || cache.has(key)) return known as T;
  const value = make(key);
  cache.set(key, value);
  return value;
}

function kindOf(path: string): Kind {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 'none';
  return stats.isDirectory() ? 'directory' : stats.isFile() ? 'file' : 'none';
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
