import { createHash } from 'node:crypto';
import type { CompiledCatalog } from '../puppet/index.ts';

/**
 * A catalog as its file in out/: a parameter a line, the paths of manifests below out/, whose place `root` is, and a
 * version made of the content, so that the same catalog is the same file.
 */
export function catalogText(catalog: CompiledCatalog, root: string): string {
  return catalog.lines((body) => createHash('sha256').update(body).digest('hex').slice(0, 12), `${root}/`);
}
