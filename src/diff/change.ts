/** A file of out/ before and after; a side is missing where there is no such file. */
export interface FileChange {
  /** Below out/. */
  readonly path: string;
  readonly before?: string;
  readonly after?: string;
}

/** Every path whose content differs between two trees, in order of paths. */
export function changesBetween(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): FileChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => ({ path, before: before.get(path), after: after.get(path) }));
}
