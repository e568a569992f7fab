import { platformFixture } from '../../src/model/fixture.ts';
import type { Platform } from '../../src/model/platform.ts';
import type { Contribution } from '../../src/render/contribution.ts';
import { renderers, renderPlatform } from '../../src/render/index.ts';
import { readModules } from '../../src/render/modules.ts';
import type { Tree } from '../../src/render/tree.ts';

/** The examples as `placo build` renders them. */
export function examples(): { platform: Platform; contributions: Contribution[]; tree: Tree } {
  const { platform } = platformFixture();
  const { value: tree, diagnostics } = renderPlatform(platform, readModules());
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, undefined, 2));
  const contributions = platform.sites.flatMap((site) =>
    renderers.flatMap((render) => render(site, platform).contributions),
  );
  return { platform, contributions, tree };
}
