// Bundles src/ into dist/, so that a command starts without a TypeScript loader.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

// Declarations are made by another step, and stay.
mkdirSync('dist', { recursive: true });
for (const name of readdirSync('dist')) if (name !== 'types') rmSync(`dist/${name}`, { recursive: true });
await build({
  entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
// The thread of Ruby is a program of its own.
await build({
  entryPoints: { ruby: 'src/puppet/ruby-wasm/worker.ts' },
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  loader: { '.rb': 'text' },
  logLevel: 'warning',
});
