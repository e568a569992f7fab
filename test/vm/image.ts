import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';

const here = import.meta.dirname;
const cache = join(packageRoot, 'node_modules/.cache/placo');
const parts = ['image.sh', 'packages.txt', 'hooks/essential01.sh', 'hooks/customize01.sh'];

/**
 * A directory with a Debian 12 for QEMU: kernel, initrd and disk. The first call installs it, which takes a few minutes;
 * it is used again until what it is made of changes or a month has gone. Throws what the installation said.
 */
export function image(): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(readFileSync(join(here, part)));
  const name = `vm-${hash.digest('hex').slice(0, 12)}`;
  mkdirSync(cache, { recursive: true });
  for (const old of readdirSync(cache))
    if (old.startsWith('vm-') && !old.startsWith(name))
      rmSync(join(cache, old), { recursive: true, force: true });
  const list = readFileSync(join(here, 'packages.txt'), 'utf8').split('\n');
  const packages = list.filter((line) => line !== '' && !line.startsWith('#'));
  const run = spawnSync('bash', [join(here, 'image.sh'), join(cache, name), ...packages], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return join(cache, name);
}
