import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';

/** Builds the examples on a file system of so many KiB, then with room for all; prints what is in out/ after each. */
const script = `
  mount -t tmpfs -o size=$1k none project && cp -r sites schema project && cd project
  "$2" "$3" build; echo "exit code $?, $(find out -type f ! -path '*/.placo/*' | wc -l) files"
  mount -o remount,size=100m . && "$2" "$3" build >/dev/null 2>&1; "$2" "$3" build --check; echo "exit code $?"`;

test.each([
  ['early', 1000],
  ['late', 10_000],
])('a full disk is told, leaves nothing half-written, and is got over: %s', (_, size) => {
  const directory = mkdtempSync(join(tmpdir(), 'placo-full-'));
  try {
    for (const name of ['sites', 'schema'])
      cpSync(join(packageRoot, name), join(directory, name), { recursive: true });
    const args = ['-m', 'bash', '-c', `mkdir project; ${script}`, 'bash', String(size)];
    const program = [process.execPath, join(packageRoot, 'bin/placo.js')];
    const run = spawnSync('unshare', [...args, ...program], {
      cwd: directory,
      encoding: 'utf8',
      timeout: 120_000,
    });
    expect(run.stdout).toContain('cannot be written: no space is left on the device [write/failed]');
    expect(run.stderr).not.toContain('internal error');
    expect(run.stdout).toContain('exit code 1, 0 files');
    expect(run.stdout.trim().split('\n').at(-1)).toBe('exit code 0');
  } finally {
    rmSync(directory, { recursive: true });
  }
});
