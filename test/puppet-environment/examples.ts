import type { Platform } from '../../src/model/platform.ts';
import { packageRoot } from '../../src/package-root.ts';
import { compile } from '../../src/pipeline.ts';
import { loadSources } from '../../src/read/load.ts';
import type { Contribution } from '../../src/render/contribution.ts';
import { renderers, renderPlatform } from '../../src/render/index.ts';
import { readModules } from '../../src/render/modules.ts';
import type { Tree } from '../../src/render/tree.ts';

/** The examples as `placo build` renders them. */
export function examples(): { platform: Platform; contributions: Contribution[]; tree: Tree } {
  const { platform, diagnostics } = compile(loadSources(packageRoot));
  const { value: tree, diagnostics: more } = renderPlatform(platform, readModules());
  const errors = [...diagnostics, ...more].filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors, undefined, 2));
  const contributions = platform.sites.flatMap((site) =>
    renderers.flatMap((render) => render(site).contributions),
  );
  return { platform, contributions, tree };
}
