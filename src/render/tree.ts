import { compareNames } from '../model/names.ts';

/** Generated files: content by path relative to out/, with `/`; in order of code units. */
export type Tree = ReadonlyMap<string, string>;

/** A tree with its paths in order, whatever order they come in. Throws on two files under one path. */
export function treeOf(files: Iterable<readonly [path: string, content: string]>): Tree {
  const sorted = [...files].sort(([one], [other]) => compareNames(one, other));
  sorted.forEach(([path], index) => {
    if (index > 0 && sorted[index - 1]![0] === path) throw new Error(`two files are rendered to ${path}`);
  });
  return new Map(sorted);
}
