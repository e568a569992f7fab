import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileChange } from '../diff/change.ts';
import { areaOf } from './area.ts';
import { compareTree } from './compare.ts';
import { statOf } from './disk.ts';
import { emptyIndex } from './stat-index.ts';

/** Every file of an out/ directory that a build would change, before and after. Nothing is changed. */
export function changesOnDisk(directory: string, tree: ReadonlyMap<string, string>): FileChange[] {
  const area = areaOf(directory);
  const { changes } = compareTree(area, [{ files: tree, diagnostics: [] }], { index: emptyIndex() });
  const paths = changes.map(({ path }) => path).sort();
  return paths.map((path) => ({ path, before: contentOf(join(area.out, path)), after: tree.get(path) }));
}

function contentOf(file: string): string | undefined {
  return statOf(file)?.isFile() ? readFileSync(file, 'utf8') : undefined;
}
