import { type Blob, commitOf, git, listBlobs, readBlobs, symbolicLink } from './git.ts';

/** Contents of blobs by their ids, which several revisions may share. */
export type Contents = Map<string, Uint8Array>;

/** A revision of a git repository. Plain data, whose contents several threads may share. */
export interface Revision {
  /** The top of the repository's working tree, a real path. */
  readonly top: string;
  readonly blobs: readonly Blob[];
  /** Paths that git ignores, as far as they are in the working tree. */
  readonly ignored: readonly string[];
  readonly contents: Contents;
}

/**
 * Lists a revision of the repository that a directory is in, and reads what compilers read, by one process. Undefined
 * where there is no such revision.
 */
export function openRevision(directory: string, revision: string, contents: Contents): Revision | undefined {
  const commit = commitOf(directory, revision);
  if (commit === undefined) return undefined;
  const top = git(directory, ['rev-parse', '--show-toplevel']).toString().replace(/\n$/, '');
  const blobs = listBlobs(top, commit, []);
  loadContents(top, blobs.filter(isCode), contents);
  return { top, blobs, ignored: ignoredPaths(top), contents };
}

/** The rest is loaded when it is asked for. */
function isCode({ path, mode }: Blob): boolean {
  if (mode === symbolicLink) return true;
  return /\.(pp|epp|erb|rb|ya?ml|eyaml|json|conf)$/.test(path) && !/(^|\/)spec\//.test(path);
}

/** Reads the contents of blobs that are not known yet, into memory that threads can share. */
export function loadContents(top: string, wanted: readonly Blob[], contents: Contents): void {
  const ids = [...new Set(wanted.map(({ id }) => id))].filter((id) => !contents.has(id));
  const read = readBlobs(top, ids);
  const size = read.reduce((sum, { length }) => sum + length, 0);
  const memory = Buffer.from(new SharedArrayBuffer(size));
  let offset = 0;
  for (const [index, content] of read.entries()) {
    memory.set(content, offset);
    contents.set(ids[index]!, memory.subarray(offset, offset + content.length));
    offset += content.length;
  }
}

function ignoredPaths(top: string): string[] {
  const args = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];
  return git(top, args)
    .toString()
    .split('\0')
    .filter((path) => path !== '');
}
