// Runs programs and measures them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../bin/placo.js', import.meta.url));
const usage = fileURLToPath(new URL('usage.mjs', import.meta.url));

// It has every start of Node read a list of certificates, which takes longer than all else.
export const { NODE_EXTRA_CA_CERTS, ...environment } = process.env;

/** Runs `placo build` in a directory: seconds from start to exit, processor seconds, and the peak of its memory. */
export function build(directory) {
  const report = join(directory, 'usage.json');
  const started = performance.now();
  const run = spawnSync(process.execPath, ['--import', usage, program, 'build'], {
    cwd: directory,
    env: { ...environment, PLACO_BENCH_REPORT: report },
    encoding: 'utf8',
  });
  const seconds = (performance.now() - started) / 1000;
  if (run.status !== 0) throw new Error(`${run.stdout}${run.stderr}`);
  return { seconds, ...JSON.parse(readFileSync(report, 'utf8')) };
}

/** The time a plain program needs to write the same bytes to new files, in a process of its own. */
export function writePlainly(from, to) {
  const script = fileURLToPath(new URL('plain.mjs', import.meta.url));
  const run = spawnSync(process.execPath, [script, from, to], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

/** Seconds that a command takes, the best of a few runs. */
export function timeCommand(command, args, runs) {
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < runs; n++) {
    const started = performance.now();
    const { status, error, stderr } = spawnSync(command, args, {
      env: environment,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (error?.code === 'ENOENT') return undefined;
    if (status !== 0) throw new Error(stderr);
    best = Math.min(best, (performance.now() - started) / 1000);
  }
  return best;
}

/** Writes a file, making its directory. */
export function write(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
