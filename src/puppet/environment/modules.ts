import { join } from 'node:path';
import type { Module } from '../environment.ts';
import type { Files } from '../files.ts';

const moduleName = /^[a-z]\w*$/i;

/** Modules by name: directories of the modulepath with a proper name; the first wins. */
export function findModules(modulepath: readonly string[], files: Files): ReadonlyMap<string, Module> {
  const modules = new Map<string, Module>();
  for (const directory of modulepath) {
    for (const name of files.list(directory) ?? []) {
      const path = join(directory, name);
      if (!modules.has(name) && moduleName.test(name) && files.isDirectory(path)) {
        modules.set(name, makeModule(name, path, files));
      }
    }
  }
  return modules;
}

function makeModule(name: string, path: string, files: Files): Module {
  let metadata: Record<string, unknown> | undefined | null = null;
  return {
    name,
    path,
    metadata: () => {
      if (metadata === null) metadata = parseMetadata(files.read(join(path, 'metadata.json')));
      return metadata;
    },
  };
}

function parseMetadata(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
