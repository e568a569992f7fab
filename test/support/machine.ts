import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./machine.sh', import.meta.url));

/** What a program said. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A throw-away copy of this machine with a systemd of its own, where services start for real. */
export interface TestMachine {
  /** A directory that is the same inside and outside, outside the copy. */
  readonly directory: string;
  /** Runs a program inside as root. */
  readonly run: (command: string, ...args: string[]) => Run;
  /** Ends it with all that runs in it, and removes it. */
  readonly stop: () => void;
}

/** Starts a machine; it has no network but the loopback until the test makes one. */
export async function startMachine(): Promise<TestMachine> {
  const directory = mkdtempSync(join(tmpdir(), 'placo-machine-'));
  const args = ['-mnpfCiu', '--kill-child', '--mount-proc', 'bash', script, directory];
  const unshare = spawn('unshare', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  unshare.stderr!.on('data', (chunk) => {
    errors += chunk;
  });
  const run = (command: string, ...rest: string[]): Run => {
    const all = ['-t', String(initOf(unshare)), '-a', '-r', '--wdns=/', command, ...rest];
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' };
    return spawnSync('nsenter', all, { encoding: 'utf8', env, maxBuffer: 1 << 28 });
  };
  const stop = () => {
    const init = initOf(unshare);
    if (init) process.kill(init, 'SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
  while (!isUp(unshare, run)) {
    if (unshare.exitCode !== null) throw new Error(`the machine did not start: ${errors}`);
    await setTimeout(100);
  }
  return { directory, run, stop };
}

/** The process that is number 1 inside: the only child of unshare. */
function initOf({ pid }: ChildProcess): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()) || undefined;
  } catch {
    return undefined;
  }
}

function isUp(unshare: ChildProcess, run: TestMachine['run']): boolean {
  const init = initOf(unshare);
  if (!init || readFileSync(`/proc/${init}/comm`, 'utf8').trim() !== 'systemd') return false;
  return ['running', 'degraded'].includes(run('systemctl', 'is-system-running').stdout.trim());
}
