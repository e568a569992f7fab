// Bundles src/ into dist/, so that a command starts without a TypeScript loader.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const target = { platform: 'node', target: 'node20', logLevel: 'warning' };

// Declarations are made by another step, and stay.
mkdirSync('dist', { recursive: true });
for (const name of readdirSync('dist')) if (name !== 'types') rmSync(`dist/${name}`, { recursive: true });
await bundleLibrary();
await bundleRuby();
await bundleCommands();
compileAhead();

function bundleLibrary() {
  return build({
    ...target,
    entryPoints: { index: 'src/index.ts' },
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    packages: 'external',
    sourcemap: true,
  });
}

/** The thread of Ruby is a program of its own. */
function bundleRuby() {
  return build({
    ...target,
    entryPoints: { ruby: 'src/puppet/ruby-wasm/worker.ts' },
    outdir: 'dist',
    bundle: true,
    format: 'esm',
    packages: 'external',
    loader: { '.rb': 'text' },
  });
}

/** Chunks as bin/load.js loads them, libraries included: each file that need not be looked for is time won. */
async function bundleCommands() {
  const { outputFiles } = await build({
    ...target,
    entryPoints: { cli: 'src/cli/main.ts', 'catalog-worker': 'src/catalog/worker.ts' },
    outdir: 'dist/cli',
    bundle: true,
    splitting: true,
    format: 'esm',
    mainFields: ['module', 'main'],
    write: false,
  });
  mkdirSync('dist/cli');
  for (const { path, text } of outputFiles) writeFileSync(path, await commonJs(text));
}

async function commonJs(text) {
  const { code } = await transform(text, {
    ...target,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'moduleUrl' },
  });
  return code;
}

/** In a process of its own, as flags of V8 belong to a process. */
function compileAhead() {
  const script = fileURLToPath(new URL('compile-ahead.cjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' });
  if (status !== 0) throw new Error('cannot run what was bundled');
}
