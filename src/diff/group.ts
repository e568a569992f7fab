import type { FileChange } from './change.ts';
import { type Hunk, hunksOf } from './patch.ts';
import { subjectOf, wordPattern } from './subject.ts';

/** The same change, in one file or in many. */
export interface Group {
  readonly kind: 'create' | 'change' | 'remove';
  /** Whom it concerns, each once, in order of names. */
  readonly subjects: readonly string[];
  /** What the files are, each once: paths on the machines, mostly. */
  readonly files: readonly string[];
  /** Below out/. */
  readonly paths: readonly string[];
  /** The difference in the first of the files; the others have the same lines, maybe in another context. */
  readonly hunks: readonly Hunk[];
  readonly added: number;
  readonly removed: number;
}

/**
 * Puts together the changes that remove and add the same lines, whatever stands around them and whosever files they
 * are. A catalog that only holds another version of a file that changes as well is left out, being told by the file.
 * Groups come in the order of their first path, catalogs last: they repeat what the files before them say.
 */
export function groupChanges(changes: readonly FileChange[]): Group[] {
  const groups = new Map<string, { first: FileChange; hunks: Hunk[]; paths: string[] }>();
  const known = new Set(changes.flatMap(({ before, after }) => [before ?? '', after ?? '']));
  for (const change of changes) {
    const hunks = hunksOf(change, known);
    if (hunks.length === 0 && kindOf(change) === 'change') continue;
    const key = keyOf(change, hunks);
    const group = groups.get(key);
    if (group) group.paths.push(change.path);
    else groups.set(key, { first: change, hunks, paths: [change.path] });
  }
  const all = [...groups.values()];
  const ordered = [...all.filter((each) => !isOfCatalogs(each)), ...all.filter(isOfCatalogs)];
  return ordered.map(({ first, hunks, paths }) => toGroup(first, hunks, paths));
}

function isOfCatalogs({ first }: { readonly first: FileChange }): boolean {
  return first.path.startsWith('catalogs/');
}

function toGroup(first: FileChange, hunks: readonly Hunk[], paths: readonly string[]): Group {
  const subjects = paths.map(subjectOf);
  const lines = hunks.flatMap((hunk) => hunk.lines);
  return {
    kind: kindOf(first),
    subjects: [...new Set(subjects.map(({ name }) => name))].sort(),
    files: [...new Set(subjects.map(({ file }) => file))],
    paths,
    hunks,
    added: lines.filter((line) => line.startsWith('+')).length,
    removed: lines.filter((line) => line.startsWith('-')).length,
  };
}

function kindOf({ before, after }: FileChange): Group['kind'] {
  if (before === undefined) return 'create';
  return after === undefined ? 'remove' : 'change';
}

function keyOf(change: FileChange, hunks: readonly Hunk[]): string {
  const lines = hunks.flatMap(({ lines }) => lines.filter((line) => !line.startsWith(' ')));
  const { ownWords, file } = subjectOf(change.path);
  const own = ownWords.length > 0 ? wordPattern(ownWords) : /$^/;
  const shown = lines.map((line) => line.replace(own, '\0')).join('\n');
  // A file that comes or goes empty has no lines to tell it by.
  return `${kindOf(change)}\n${shown === '' ? file : shown}`;
}
