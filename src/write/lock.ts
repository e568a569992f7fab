import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who holds a lock: the process, when it started in clock ticks since boot (0 where unknown), and the machine. */
interface Owner {
  readonly pid: number;
  readonly started: number;
  readonly host: string;
}

/**
 * Takes a lock file for this process; a lock left by a process of this machine that is gone is taken over.
 * Returns who holds it otherwise. Give it back with `releaseLock`.
 */
export function acquireLock(file: string): { readonly heldBy?: number } {
  const own = `${file}.${process.pid}`;
  writeFileSync(
    own,
    JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? 0, host: hostname() }),
  );
  try {
    if (link(own, file)) return {};
    const owner = ownerOf(file);
    if (owner && isAlive(owner)) return { heldBy: owner.pid };
    discard(file, own);
    return link(own, file) ? {} : { heldBy: ownerOf(file)?.pid ?? 0 };
  } finally {
    rmSync(own, { force: true });
  }
}

/** Gives a lock back. */
export function releaseLock(file: string): void {
  rmSync(file, { force: true });
}

/** Creates the lock with its content in one step, so that nobody reads half of it. */
function link(own: string, file: string): boolean {
  try {
    linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function discard(file: string, own: string): void {
  try {
    renameSync(file, `${own}.stale`);
  } catch {
    return;
  }
  rmSync(`${own}.stale`, { force: true });
}

function ownerOf(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive({ pid, started, host }: Owner): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return started === startOf(pid);
}

/**
 * Field 22 of proc(5)'s stat, which tells a process from a later one with the same number; undefined where it has ended
 * and only its parent has not asked for its exit status yet.
 */
function startOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? undefined : Number(rest[18]);
  } catch {
    return 0;
  }
}
