// Bundles src/ into dist/, so that a command starts without a TypeScript loader.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { compiledValidators } from './validators.mjs';

const target = { platform: 'node', target: 'node20', logLevel: 'warning' };

/** Modules of Node that take milliseconds to load, and that many a command never needs. */
const lateModules = ['crypto', 'module', 'os', 'tty', 'util', 'worker_threads', 'zlib'].map(
  (name) => `node:${name}`,
);

/** Commander loads what runs other programs, which placo never does through it. */
const lateChildProcess = {
  name: 'late-child-process',
  setup({ onLoad }) {
    onLoad({ filter: /commander\/lib\/command\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        "const childProcess = require('node:child_process');",
        "const childProcess = { get spawn() { return require('node:child_process').spawn; } };",
      ),
    }));
  },
};

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
  const { outputFiles, metafile } = await build({
    ...target,
    entryPoints: { cli: 'src/cli/main.ts', 'catalog-worker': 'src/catalog/worker.ts' },
    outdir: 'dist/cli',
    bundle: true,
    splitting: true,
    format: 'esm',
    mainFields: ['module', 'main'],
    metafile: true,
    write: false,
    plugins: [lateChildProcess, compiledValidators],
  });
  mkdirSync('dist/cli');
  const late = new Set([...lateModules, ...libraries(metafile)]);
  for (const { path, text } of outputFiles) writeFileSync(path, await commonJs(text, late));
}

/** The chunks that hold nothing but a library. */
function libraries({ outputs }) {
  return Object.entries(outputs)
    .filter(([, { inputs }]) => Object.keys(inputs).every((input) => input.includes('node_modules/')))
    .map(([path]) => `./${basename(path)}`);
}

async function commonJs(text, late) {
  const { code } = await transform(text, {
    ...target,
    format: 'cjs',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'moduleUrl' },
  });
  return lateImports(code, late);
}

/** What is imported late is loaded when first used. In brackets, as it may stand behind `new`. */
function lateImports(code, late) {
  const names = [];
  const declared = code.replace(
    /^var (import_\w+) = ((?:__toESM\()?require\("([^"]+)"\)\)?|.*\brequire_\w+\)?\(\), 1\));$/gm,
    (eager, name, expression, from) => {
      if (from !== undefined && !late.has(from)) return eager;
      names.push(name);
      return `var loaded_${name};\nvar ${name} = () => loaded_${name} ??= ${expression};`;
    },
  );
  return names.reduce((all, name) => all.replace(new RegExp(`\\b${name}\\.`, 'g'), `(${name}()).`), declared);
}

/** In a process of its own, as flags of V8 belong to a process. */
function compileAhead() {
  const script = fileURLToPath(new URL('compile-ahead.cjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [script], { stdio: 'inherit' });
  if (status !== 0) throw new Error('cannot run what was bundled');
}
