import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Run } from './machine.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const project = fileURLToPath(new URL('../..', import.meta.url));
// Links in the path would lead elsewhere inside.
const cache = join(realpathSync(join(project, 'node_modules')), '.cache/placo');
const maker = join(here, 'debian13.sh');

let made: string | undefined;

/**
 * The root directory of a Debian 13 with the packages of debian13.txt. The first call installs it, which takes a minute
 * or two, beside this project's other dependencies; it is used again until the list changes or a month has gone. Throws
 * what the installation said, for example when the mirror cannot be reached.
 */
export function debian13(): string {
  made ??= install();
  return made;
}

function install(): string {
  const list = readFileSync(join(here, 'debian13.txt'), 'utf8');
  const packages = list.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const version = createHash('sha256').update(list).update(readFileSync(maker)).digest('hex').slice(0, 12);
  const name = `debian13-${version}`;
  mkdirSync(cache, { recursive: true });
  for (const old of readdirSync(cache))
    if (old.startsWith('debian13-') && !old.startsWith(name))
      rmSync(join(cache, old), { recursive: true, force: true });
  const root = join(cache, name);
  const run = spawnSync('bash', [maker, root, ...packages], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return root;
}

/** What a command is given in the Debian 13. */
export interface Surroundings {
  /** Standard input. */
  readonly input?: string;
  /** Directories that it finds at the same place inside; the project and the root itself are always there. */
  readonly directories?: readonly string[];
  /** Further namespaces of its own, as letters of unshare(1), such as `n` for a network. */
  readonly namespaces?: string;
}

/** Runs a command as root in a throw-away copy of the Debian 13. */
export function inDebian13(command: string, args: readonly string[], surroundings: Surroundings = {}): Run {
  const { input, directories = [], namespaces = '' } = surroundings;
  const all = [`-mpf${namespaces}`, '--kill-child', 'bash', join(here, 'enter.sh'), debian13()];
  const options = { encoding: 'utf8', input, maxBuffer: 1 << 30 } as const;
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  return spawnSync('unshare', [...all, project, ...directories, '--', command, ...args], { ...options, env });
}
