import type { Files } from '../../puppet/index.ts';

/** Thrown by files on which two revisions agree, at the first question that they answer differently. */
export class Disagreement {}

/** Files of two revisions at once. */
export interface Agreement {
  /** Answers as both revisions do, and throws a Disagreement where they do not. */
  readonly files: Files;
  /** Whether there was no Disagreement so far, not even one that somebody caught. */
  readonly holds: () => boolean;
}

type Same<T> = (one: T, other: T) => boolean;

/**
 * The files on which two revisions agree. Whatever is worked out from nothing but their answers is the same in both:
 * contents, whether something is there, names in directories. Each question is asked once of either revision.
 */
export function agreementOf(before: Files, after: Files): Agreement {
  let holds = true;
  const agreed = <K extends keyof Files>(question: K, same: Same<ReturnType<Files[K]>>) => {
    const known = new Map<string, ReturnType<Files[K]>>();
    return (path: string): ReturnType<Files[K]> => {
      if (known.has(path)) return known.get(path)!;
      const [one, other] = [before[question](path), after[question](path)] as ReturnType<Files[K]>[];
      if (!same(one!, other!)) {
        holds = false;
        throw new Disagreement();
      }
      known.set(path, one!);
      return one!;
    };
  };
  const files: Files = {
    read: agreed('read', Object.is),
    readBytes: agreed('readBytes', sameBytes),
    list: agreed('list', sameNames),
    isFile: agreed('isFile', Object.is),
    isDirectory: agreed('isDirectory', Object.is),
  };
  return { files, holds: () => holds };
}

function sameBytes(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return Buffer.compare(one, other) === 0;
}

function sameNames(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.length === other.length && one.every((name, index) => name === other[index]);
}
