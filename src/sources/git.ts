import { execFileSync } from 'node:child_process';
import type { SourceFile, SourceFiles } from '../read/files.ts';

const sourceDirectory = 'sites';

/**
 * Reads the sources of the project in a directory as a revision of its git repository has them, into memory; the
 * working tree is not touched. `undefined` where the repository has no such revision, or is none.
 */
export function readRevision(project: string, revision: string): SourceFiles | undefined {
  const commit = commitOf(project, revision);
  if (commit === undefined) return undefined;
  const listed = listBlobs(project, commit, [`${sourceDirectory}/`]);
  const blobs = listed.filter(({ path, mode }) => !/(^|\/)\./.test(path) && mode !== submodule);
  const contents = readBlobs(
    project,
    blobs.map(({ id }) => id),
  );
  return new Map(
    blobs.map(({ path, mode }, index) => [path, mode === symbolicLink ? link : contents[index]!]),
  );
}

/** The mode of a symbolic link, whose content is its target. */
export const symbolicLink = '120000';
/** The mode of a directory that is another repository. */
export const submodule = '160000';
const link: SourceFile = { problem: 'It is a symbolic link; of a revision only files are read.' };

/** The commit that a revision names. */
export function commitOf(project: string, revision: string): string | undefined {
  try {
    const name = ['--end-of-options', `${revision}^{commit}`];
    return git(project, ['rev-parse', '--verify', '--quiet', ...name])
      .toString()
      .trim();
  } catch {
    return undefined;
  }
}

/** Why git reads nothing at all in a directory, in its own words: there is no repository, or one of somebody else. */
export function refusalOfGit(directory: string): string | undefined {
  try {
    git(directory, ['rev-parse', '--git-dir']);
    return undefined;
  } catch (error) {
    const { stderr, message } = error as { stderr?: Buffer; message: string };
    return stderr?.toString().split('\n')[0] || message;
  }
}

/** A file, a symbolic link or a submodule of a commit. */
export interface Blob {
  readonly mode: string;
  readonly id: string;
  readonly path: string;
}

/** Everything in a commit below some paths, all of it where there are none; paths are relative to the directory. */
export function listBlobs(project: string, commit: string, below: readonly string[]): Blob[] {
  const listing = git(project, ['ls-tree', '-r', '-z', commit, '--', ...below]).toString();
  const entries = listing.split('\0').filter((entry) => entry !== '');
  return entries.map((entry) => {
    const [, mode, id, path] = /^(\d+) \w+ (\w+)\t(.*)$/s.exec(entry)!;
    return { mode: mode!, id: id!, path: path! };
  });
}

/**
 * The contents of blobs, in their order. One process for all: `git cat-file --batch` answers
 * `<id> blob <size>\n<content>\n` for each line that it reads.
 */
export function readBlobs(project: string, ids: readonly string[]): Uint8Array[] {
  if (ids.length === 0) return [];
  const output = git(project, ['cat-file', '--batch'], `${ids.join('\n')}\n`);
  const contents = [];
  let offset = 0;
  for (const _ of ids) {
    const newline = output.indexOf(10, offset);
    const size = Number(output.subarray(offset, newline).toString().split(' ')[2]);
    contents.push(output.subarray(newline + 1, newline + 1 + size));
    offset = newline + size + 2;
  }
  return contents;
}

/** Runs git in a directory, and gives what it writes; throws when it fails. */
export function git(project: string, args: readonly string[], input?: string): Buffer {
  const maxBuffer = 1024 * 1024 * 1024;
  return execFileSync('git', ['-C', project, ...args], { input, maxBuffer, stdio: ['pipe', 'pipe', 'pipe'] });
}
