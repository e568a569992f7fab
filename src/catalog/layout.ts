import type { CompiledCatalog } from '../puppet/index.ts';
import { sha256 } from '../sha256.ts';

/** The version of a catalog, made of its content. */
export const contentVersion = (body: string): string => sha256(body).slice(0, 12);

/**
 * A catalog as its file in out/: a parameter a line, the paths of manifests below out/, whose place `root` is, and a
 * version made of the content, so that the same catalog is the same file.
 */
export function catalogText(catalog: CompiledCatalog, root: string): string {
  return catalog.lines(contentVersion, `${root}/`);
}
