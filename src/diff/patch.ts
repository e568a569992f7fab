import { structuredPatch } from 'diff';
import { catalogLines } from './catalog.ts';
import type { FileChange } from './change.ts';

/** A run of changed lines with their context, each beginning with ` `, `-` or `+`. */
export interface Hunk {
  readonly header: string;
  readonly lines: readonly string[];
}

const context = 3;
/** Beyond this many changed lines the nearest match is not worth its time; all is shown as replaced. */
const patience = 4000;

/**
 * The line by line difference of a file. A catalog is compared as a list of resources and parameters, in which a text
 * that is known, since it is that of a file which changes as well, is not told again.
 */
export function hunksOf({ path, before = '', after = '' }: FileChange, known: ReadonlySet<string>): Hunk[] {
  const isCatalog = path.startsWith('catalogs/');
  const [old, now] = isCatalog ? [catalogLines(before, known), catalogLines(after, known)] : [before, after];
  const patch = structuredPatch(path, path, old, now, undefined, undefined, {
    context,
    maxEditLength: patience,
  });
  if (!patch) return [replaced(old, now)];
  return patch.hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => ({
    header: `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    lines: lines.filter((line) => !line.startsWith('\\')),
  }));
}

function replaced(before: string, after: string): Hunk {
  const [old, now] = [before.trimEnd().split('\n'), after.trimEnd().split('\n')];
  return {
    header: `@@ -1,${old.length} +1,${now.length} @@`,
    lines: [...old.map((line) => `-${line}`), ...now.map((line) => `+${line}`)],
  };
}
