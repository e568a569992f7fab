import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import type { Run } from './machine.ts';

const maker = join(packageRoot, 'scripts/debian.sh');
const enter = join(import.meta.dirname, 'enter.sh');

/** A release of Debian whose programs the tests drive, by its number. */
export type Release = 12 | 13;

const roots = new Map<Release, string>();

/**
 * The root directory of a Debian of a release with the packages of scripts/packages-of-each-release.txt: that of this
 * machine where it is one, and else one that is installed when it is not there. Throws what the installation said, for
 * example when the mirror cannot be reached.
 */
export function debianRoot(release: Release): string {
  const root = roots.get(release) ?? makeRoot(release);
  roots.set(release, root);
  return root;
}

function makeRoot(release: Release): string {
  const { status, stdout, stderr } = spawnSync('bash', [maker, String(release)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** What a command is given. */
export interface Surroundings {
  /** Standard input. */
  readonly input?: string;
  /** In a copy: further namespaces of its own, as letters of unshare(1), such as `n` for a network. */
  readonly namespaces?: string;
}

/**
 * Runs a command as root in a throw-away copy of the Debian, where the project and the directory of temporary files are
 * those of this machine.
 */
export function inCopyOf(
  release: Release,
  command: string,
  args: readonly string[],
  surroundings: Surroundings = {},
): Run {
  const root = debianRoot(release);
  const directories = [packageRoot, tmpdir(), ...(root === '/' ? [] : [root])];
  const namespaces = [`-mpf${surroundings.namespaces ?? ''}`, '--kill-child'];
  const entered = ['bash', enter, root, ...directories, '--', command, ...args];
  return run('unshare', [...namespaces, ...entered], surroundings);
}

/** Runs a command that changes nothing: here where this machine has the release, and else in a copy of it. */
export function inDebian(
  release: Release,
  command: string,
  args: readonly string[],
  surroundings: Surroundings = {},
): Run {
  const where = debianRoot(release) === '/' ? run : inCopyOf.bind(undefined, release);
  return where(command, args, surroundings);
}

function run(command: string, args: readonly string[], { input }: Surroundings): Run {
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  return spawnSync(command, args, { encoding: 'utf8', input, env, maxBuffer: 1 << 30 });
}
