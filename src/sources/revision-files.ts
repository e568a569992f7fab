import { dirname, join, resolve } from 'node:path';
import type { Files } from '../puppet/files.ts';
import { type Blob, submodule, symbolicLink } from './git.ts';
import { loadContents, type Revision } from './revision.ts';

/** Files that can be compared without being read. */
export interface NamedFiles extends Files {
  /** What is the same only for files with the same content, and may differ for them, too; undefined for what is no file. */
  contentId(path: string): string | undefined;
}

/** The files of the disk; what is in the same place has the same content. */
export function namedDiskFiles(disk: Files): NamedFiles {
  return { ...disk, contentId: (path) => diskId(path, disk) };
}

const diskId = (path: string, disk: Files) => (disk.isFile(path) ? `disk ${path}` : undefined);

/**
 * The files of this machine as a revision of a git repository has them: below the top of the repository those of the
 * revision, everywhere else those of the disk. What git ignores, such as modules that were deployed into the repository
 * and keys, and what lies in submodules, is taken from the disk too. Nothing is checked out. `texts` keeps what was
 * decoded, by the id of the blob, and may be shared by revisions.
 */
export function revisionFiles(
  { top, blobs, ignored, contents }: Revision,
  disk: Files,
  texts: Map<string, string>,
): NamedFiles {
  const entries = new Map(blobs.map((blob) => [join(top, blob.path), blob]));
  const content = (blob: Blob) => {
    if (!contents.has(blob.id)) loadContents(top, [blob], contents);
    return asBuffer(contents.get(blob.id)!);
  };
  const text = (blob: Blob) => {
    const known = texts.get(blob.id) ?? content(blob).toString('utf8');
    texts.set(blob.id, known);
    return known;
  };
  const beside = new Set(ignored.map((path) => join(top, path.replace(/\/$/, ''))));
  return overlay(top, entries, directoriesOf(top, blobs), beside, disk, { content, text });
}

function asBuffer({ buffer, byteOffset, length }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, length);
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
  { content, text }: { content: (blob: Blob) => Uint8Array; text: (blob: Blob) => string },
): NamedFiles {
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
  const target = (path: string, blob: Blob) => resolve(dirname(path), text(blob));
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
      return place?.kind === 'blob' ? text(place.blob) : undefined;
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
    contentId: (path) => {
      const place = locate(path);
      return place?.kind === 'disk'
        ? diskId(place.path, disk)
        : place?.kind === 'blob'
          ? place.blob.id
          : undefined;
    },
    isLink: (path) => entries.get(path)?.mode === symbolicLink || disk.isLink(path),
    isDirectory: (path) => {
      const place = locate(path);
      return place?.kind === 'disk' ? disk.isDirectory(place.path) : place?.kind === 'directory';
    },
  };
}
