// Measures what the catalogs of synthetic platforms cost, from 100 machines to 10,000.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { platformSources, writeSources } from './platform.mjs';

const source = fileURLToPath(new URL('../src', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));

/** A table in Markdown: processor time and memory of the catalogs alone, for so many guests. */
export async function measureGrowth(sizes = [100, 1000, 10_000]) {
  const scratch = mkdtempSync(join(tmpdir(), 'placo-bench-growth-'));
  // Inside of the project, so that its libraries are found.
  const program = join(root, 'dist/bench-growth.mjs');
  try {
    await bundle(program);
    const rows = sizes.map((guests) => row(measure(program, scratch, guests)));
    return [
      '| machines | catalogs, MiB | processor | a machine | memory at most |',
      '| ---: | ---: | ---: | ---: | ---: |',
      ...rows,
      '',
    ].join('\n');
  } finally {
    rmSync(scratch, { recursive: true, force: true });
    rmSync(program, { force: true });
  }
}

async function bundle(outfile) {
  const contents = `
    import { loadSources } from './read/load.ts';
    import { compile, render } from './pipeline.ts';
    const { platform } = compile(loadSources(process.argv[2]));
    let [machines, bytes, started] = [0, 0];
    for await (const { files } of render(platform)) {
      for (const [path, text] of files) if (path.startsWith('catalogs/')) { machines++; bytes += text.length; }
      started ??= process.cpuUsage();
    }
    const { user, system } = process.cpuUsage(started);
    const { maxRSS } = process.resourceUsage();
    console.log(JSON.stringify({ machines, bytes, seconds: (user + system) / 1e6, megabytes: maxRSS / 1024 }));`;
  await build({
    stdin: { contents, resolveDir: source, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
}

function measure(program, scratch, guests) {
  const project = join(scratch, String(guests));
  writeSources(project, platformSources(guests));
  // The flag that placo itself runs with.
  const run = spawnSync(process.execPath, ['--heap-growing-percent=40', program, project], {
    encoding: 'utf8',
  });
  rmSync(project, { recursive: true });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

function row({ machines, bytes, seconds, megabytes }) {
  const each = ((seconds / machines) * 1000).toFixed(1);
  return `| ${machines} | ${(bytes / 1024 / 1024).toFixed(0)} | ${seconds.toFixed(1)} s | ${each} ms | ${megabytes.toFixed(0)} MiB |`;
}
