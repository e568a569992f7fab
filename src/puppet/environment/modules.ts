import { join } from 'node:path';
import type { EnvironmentNote, Module } from '../environment.ts';
import { PuppetError } from '../error.ts';
import type { Files } from '../files.ts';
import { faultOf } from './metadata.ts';

const taken = "Internal Error: Attempt to redefine loader named 'environment'";
const moduleName = /^[a-z][a-z0-9_]*$/;

/** The modules of an environment, what is told of them, and why nothing can be compiled with them. */
export interface FoundModules {
  readonly modules: ReadonlyMap<string, Module>;
  readonly notes: readonly EnvironmentNote[];
  readonly refusal?: PuppetError;
}

/** Modules by name: directories of the modulepath with a proper name; the first wins. Those whose metadata.json lacks something are left out. */
export function findModules(
  modulepath: readonly string[],
  files: Files,
  metadata: Pick<Files, 'read'>,
  release: 7 | 8,
): FoundModules {
  const modules = new Map<string, Module>();
  const notes: EnvironmentNote[] = [];
  let refusal: PuppetError | undefined;
  for (const [name, path] of directoriesOf(modulepath, files)) {
    if (name === 'environment') refusal ??= new PuppetError(taken);
    const text = metadata.read(join(path, 'metadata.json'));
    const fault = text === undefined ? undefined : faultOf(name, text, release);
    if (fault?.kind === 'refusal') refusal ??= new PuppetError(fault.message);
    else if (fault)
      notes.push({ level: fault.kind === 'dropped' ? 'err' : 'warning', message: fault.message });
    if (fault?.kind !== 'dropped') modules.set(name, { name, path });
  }
  return { modules, notes, ...(refusal && { refusal }) };
}

function directoriesOf(modulepath: readonly string[], files: Files): Map<string, string> {
  const paths = new Map<string, string>();
  for (const directory of modulepath) {
    for (const name of files.list(directory) ?? []) {
      const path = join(directory, name);
      if (!paths.has(name) && moduleName.test(name) && files.isDirectory(path)) paths.set(name, path);
    }
  }
  return paths;
}
