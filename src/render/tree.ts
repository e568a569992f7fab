import { compareNames } from '../model/names.ts';

/** Generated files: content by path relative to out/, with `/`; in order of code units. */
export type Tree = ReadonlyMap<string, string>;

/**
 * What a generated file holds: its text, with its hash where that is known (SHA-256 in hexadecimal); or only the hash
 * that it is remembered to have, with the way to make the text again.
 */
export type Content =
  | string
  | { readonly hash: string; readonly text: string }
  | { readonly hash: string; readonly make: () => string };

/** The text of a generated file, made where it is not there. */
export function textOf(content: Content): string {
  if (typeof content === 'string') return content;
  return 'make' in content ? content.make() : content.text;
}

/** A tree with its paths in order, whatever order they come in. Throws on two files under one path. */
export function treeOf(files: Iterable<readonly [path: string, content: string]>): Tree {
  const sorted = [...files].sort(([one], [other]) => compareNames(one, other));
  sorted.forEach(([path], index) => {
    if (index > 0 && sorted[index - 1]![0] === path) throw new Error(`two files are rendered to ${path}`);
  });
  return new Map(sorted);
}
