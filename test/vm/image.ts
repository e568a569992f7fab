import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';

const maker = join(packageRoot, 'scripts/vm-image.sh');
let made: string | undefined;

/**
 * A directory with a Debian 12 for QEMU: `kernel`, `initrd` and `disk`. It is installed when it is not there, which takes a
 * few minutes. Throws what the installation said.
 */
export function image(): string {
  made ??= make();
  return made;
}

function make(): string {
  const { status, stdout, stderr } = spawnSync('bash', [maker], { encoding: 'utf8', timeout: 900_000 });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}
