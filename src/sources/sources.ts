import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** The source files of a project, all in memory, with what stood in the way of reading them. */
export interface Sources {
  /** By path relative to the project, with `/`, such as `sites/angers/vms/web01.yaml`; in order of code units. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The directory of a project that holds its sources. */
export const sourceDirectory = 'sites';

/** Whether a file below the source directory is a source. */
export function isSource(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/** The texts of sources, for code frames. */
export function textOf(sources: Sources): (file: string) => string | undefined {
  return (file) => {
    const bytes = sources.files.get(file);
    return bytes && new TextDecoder().decode(bytes);
  };
}
