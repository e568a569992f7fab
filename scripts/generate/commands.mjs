// docs/commands.md, made of the definitions of the commands.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** The reference page of the command line, by its path. */
export async function commandsPages() {
  const outfile = path.resolve('dist/reference.js');
  await build({
    ...{ entryPoints: ['src/cli/reference.ts'], outfile, bundle: true, splitting: false },
    ...{
      format: 'esm',
      platform: 'node',
      packages: 'external',
      external: ['../actions/*'],
      logLevel: 'warning',
    },
  });
  const { commandsPage } = await import(pathToFileURL(outfile).href);
  return { 'docs/commands.md': commandsPage() };
}
