import { dirname, join, resolve } from 'node:path';
import type { Files } from '../puppet/files.ts';
import { type Blob, commitOf, git, listBlobs, readBlobs, submodule, symbolicLink } from './git.ts';

/** Contents of blobs by their ids, which several revisions may share. */
export type Blobs = Map<string, Uint8Array>;

/**
 * The files of this machine as a revision of a git repository has them: below the top of the repository those of the
 * revision, everywhere else those of the disk. What git ignores, such as modules that were deployed into the repository
 * and keys, and what lies in submodules, is taken from the disk too. Nothing is checked out. Undefined where there is
 * no such revision.
 *
 * `directory` is a real path in the repository.
 */
export function revisionFiles(
  directory: string,
  revision: string,
  disk: Files,
  blobs: Blobs,
): Files | undefined {
  const commit = commitOf(directory, revision);
  if (commit === undefined) return undefined;
  const top = git(directory, ['rev-parse', '--show-toplevel']).toString().replace(/\n$/, '');
  const listed = listBlobs(top, commit, []);
  load(top, listed.filter(isCode), blobs);
  const entries = new Map(listed.map((blob) => [join(top, blob.path), blob]));
  const content = (blob: Blob) => {
    if (!blobs.has(blob.id)) load(top, [blob], blobs);
    return blobs.get(blob.id)!;
  };
  return overlay(top, entries, directoriesOf(top, listed), ignoredPaths(top), disk, content);
}

/** What compilers read is loaded at once, by one process; the rest when it is asked for. */
function isCode({ path, mode }: Blob): boolean {
  if (mode === symbolicLink) return true;
  return /\.(pp|epp|erb|rb|ya?ml|eyaml|json|conf)$/.test(path) && !/(^|\/)spec\//.test(path);
}

function load(top: string, wanted: readonly Blob[], blobs: Blobs): void {
  const ids = [...new Set(wanted.map(({ id }) => id))].filter((id) => !blobs.has(id));
  for (const [index, content] of readBlobs(top, ids).entries()) blobs.set(ids[index]!, content);
}

/** The names in each directory, absolute, sorted. */
function directoriesOf(top: string, listed: readonly Blob[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, Set<string>>([[top, new Set()]]);
  for (const { path } of listed) {
    for (let at = join(top, path); at !== top; at = dirname(at)) {
      const known = names.get(dirname(at));
      const name = at.slice(dirname(at).length + 1);
      if (known) {
        known.add(name);
        break;
      }
      names.set(dirname(at), new Set([name]));
    }
  }
  return new Map([...names].map(([directory, set]) => [directory, [...set].sort()]));
}

function ignoredPaths(top: string): ReadonlySet<string> {
  const args = ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory'];
  const paths = git(top, args)
    .toString()
    .split('\0')
    .filter((path) => path !== '');
  return new Set(paths.map((path) => join(top, path.replace(/\/$/, ''))));
}

/** Where a path leads: to a blob or a directory of the revision, to the disk, or nowhere. */
type Place =
  | { readonly kind: 'blob'; readonly blob: Blob }
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'disk'; readonly path: string }
  | undefined;

/** As many links as Linux follows in one path. */
const mostLinks = 40;

function overlay(
  top: string,
  entries: ReadonlyMap<string, Blob>,
  directories: ReadonlyMap<string, readonly string[]>,
  ignored: ReadonlySet<string>,
  disk: Files,
  content: (blob: Blob) => Uint8Array,
): Files {
  const places = new Map<string, Place>();
  const locate = (path: string, links = 0): Place => {
    if (!places.has(path)) places.set(path, find(resolve(path), links));
    return places.get(path);
  };
  const find = (path: string, links: number): Place => {
    if (path === top || directories.has(path)) return { kind: 'directory', path };
    if (!path.startsWith(`${top}/`) || ignored.has(path)) return { kind: 'disk', path };
    const blob = entries.get(path);
    if (blob?.mode === submodule) return { kind: 'disk', path };
    if (blob && blob.mode !== symbolicLink) return { kind: 'blob', blob };
    if (blob) return links < mostLinks ? locate(target(path, blob), links + 1) : undefined;
    const parent = locate(dirname(path), links);
    const name = path.slice(dirname(path).length + 1);
    if (parent?.kind === 'disk') return { kind: 'disk', path: join(parent.path, name) };
    if (parent?.kind !== 'directory' || parent.path === dirname(path)) return undefined;
    return locate(join(parent.path, name), links + 1);
  };
  const target = (path: string, blob: Blob) => resolve(dirname(path), Buffer.from(content(blob)).toString());
  const names = ({ path }: { readonly path: string }) => {
    const beside = [...ignored].filter((each) => dirname(each) === path);
    const own = directories.get(path) ?? [];
    return beside.length === 0 ? own : [...own, ...beside.map((each) => each.slice(path.length + 1))].sort();
  };
  const readBytes = (path: string) => {
    const place = locate(path);
    if (place?.kind === 'disk') return disk.readBytes(place.path);
    return place?.kind === 'blob' ? content(place.blob) : undefined;
  };
  return {
    readBytes,
    read: (path) => {
      const place = locate(path);
      if (place?.kind === 'disk') return disk.read(place.path);
      return place?.kind === 'blob' ? Buffer.from(content(place.blob)).toString('utf8') : undefined;
    },
    list: (path) => {
      const place = locate(path);
      if (place?.kind === 'disk') return disk.list(place.path);
      return place?.kind === 'directory' ? names(place) : undefined;
    },
    isFile: (path) => {
      const place = locate(path);
      return place?.kind === 'disk' ? disk.isFile(place.path) : place?.kind === 'blob';
    },
    isDirectory: (path) => {
      const place = locate(path);
      return place?.kind === 'disk' ? disk.isDirectory(place.path) : place?.kind === 'directory';
    },
  };
}
