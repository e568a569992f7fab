import type { Diagnostic } from './diagnostics/diagnostic.ts';

/**
 * A part of out/: the content of its files by path below out/, such as `sites/angers/manifests/web01.pp`. Rendering
 * hands out/ over in parts, one a site and then the platform's own, so that a large one is never whole in memory.
 */
export interface TreePart {
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}
