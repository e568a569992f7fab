import { faultOf } from '../../puppet/environment/metadata.ts';
import type { Files } from '../../puppet/index.ts';
import type { NamedFiles } from '../../sources/revision-files.ts';

/** Thrown by files on which two revisions agree, at the first question that they answer differently. */
export class Disagreement {}

/** Files of two revisions at once. */
export interface Agreement {
  /** Answers as both revisions do, and throws a Disagreement where they do not. */
  readonly files: Files;
  /** The same for the metadata.json of modules, of which only the faults count. */
  readonly metadata: Pick<Files, 'read'>;
  /** Whether there was no Disagreement so far, not even one that somebody caught. */
  readonly holds: () => boolean;
}

/**
 * The files on which two revisions agree. Whatever is worked out from nothing but their answers is the same in both:
 * contents, whether something is there, names in directories. Each question is asked once of either revision.
 */
export function agreementOf(before: NamedFiles, after: NamedFiles): Agreement {
  let holds = true;
  const agreed = <K extends keyof Files>(question: K, same: Same<ReturnType<Files[K]>>) => {
    const known = new Map<string, ReturnType<Files[K]>>();
    return (path: string): ReturnType<Files[K]> => {
      if (known.has(path)) return known.get(path)!;
      const one = before[question](path) as ReturnType<Files[K]>;
      if (!same(one, () => after[question](path) as ReturnType<Files[K]>, path)) {
        holds = false;
        throw new Disagreement();
      }
      known.set(path, one);
      return one;
    };
  };
  const sameFile = (path: string) => isSameFile(path, before, after);
  const files: Files = {
    read: agreed('read', (one, other, path) => sameFile(path) || one === other()),
    readBytes: agreed('readBytes', (one, other, path) => sameFile(path) || sameBytes(one, other())),
    list: agreed('list', (one, other) => sameNames(one, other())),
    isFile: agreed('isFile', (one, other) => one === other()),
    isDirectory: agreed('isDirectory', (one, other) => one === other()),
    isLink: agreed('isLink', (one, other) => one === other()),
  };
  const metadata = {
    read: agreed('read', (one, other, path) => sameFile(path) || sameFaults(one, other())),
  };
  return { files, metadata, holds: () => holds };
}

type Same<T> = (one: T, other: () => T, path: string) => boolean;

/** Whether a path is a file of both, with a content that is known to be the same without a look at it. */
export function isSameFile(path: string, before: NamedFiles, after: NamedFiles): boolean {
  const id = before.contentId(path);
  return id !== undefined && id === after.contentId(path);
}

function sameFaults(one: string | undefined, other: string | undefined): boolean {
  const faults = (text: string | undefined) =>
    ([7, 8] as const).map((release) => (text === undefined ? undefined : faultOf('', text, release)));
  return one === other || JSON.stringify(faults(one)) === JSON.stringify(faults(other));
}

function sameBytes(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return Buffer.compare(one, other) === 0;
}

function sameNames(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.length === other.length && one.every((name, index) => name === other[index]);
}
