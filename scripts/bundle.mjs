// Bundles src/ into dist/, so that a command starts without a TypeScript loader.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { compiledValidators } from './validators.mjs';

const target = { platform: 'node', target: 'node20', logLevel: 'warning' };

/** Modules of Node that take milliseconds to load, and that many a command never needs. */
const lateModules = ['child_process', 'crypto', 'module', 'os', 'tty', 'util', 'worker_threads', 'zlib'].map(
  (name) => `node:${name}`,
);

/** What libraries load, or open, as soon as they are loaded, and placo never uses of them. */
const lateInLibraries = {
  name: 'late-in-libraries',
  setup({ onLoad }) {
    const replace = (filter, from, to) =>
      onLoad({ filter }, ({ path }) => ({ contents: replaced(path, from, to) }));
    // Commander could run other programs.
    replace(
      /commander\/lib\/command\.js$/,
      "const childProcess = require('node:child_process');",
      "const childProcess = { get spawn() { return require('node:child_process').spawn; } };",
    );
    // Picocolors asks of standard output what placo tells it.
    replace(/picocolors\/picocolors\.js$/, '(p.stdout || {}).isTTY', 'false');
  },
};

function replaced(path, from, to) {
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`);
  return text.replace(from, to);
}

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
    entryPoints: {
      cli: 'src/cli/main.ts',
      'catalog-worker': 'src/catalog/worker.ts',
      'diff-worker': 'src/cli/diff-worker.ts',
    },
    outdir: 'dist/cli',
    bundle: true,
    splitting: true,
    format: 'esm',
    mainFields: ['module', 'main'],
    metafile: true,
    write: false,
    plugins: [lateInLibraries, compiledValidators],
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
  return shortened(lateImports(code, late));
}

/** Less to read; functions and classes keep their names, as traces of errors name them. */
async function shortened(text) {
  const { code } = await transform(text, {
    ...target,
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 120,
  });
  return code;
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
