import { platformFixture } from '../../src/model/fixture.ts';
import type { Platform } from '../../src/model/platform.ts';
import { renderPlatform } from '../../src/render/index.ts';
import { readModules } from '../../src/render/modules.ts';
import type { Tree } from '../../src/render/tree.ts';

/** The examples as `placo build` renders them. */
export function examples(): { platform: Platform; tree: Tree } {
  const { platform } = platformFixture();
  const { value: tree, diagnostics } = renderPlatform(platform, readModules());
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  return { platform, tree };
}
