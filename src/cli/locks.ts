import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SiteLock } from '../resolve/lock.ts';
import { staleLock } from '../write/messages.ts';
import { replaceFile } from '../write/replace.ts';
import type { Io } from './io.ts';

/** The lock files that are not as they should be. */
export function changedLocks(locks: readonly SiteLock[]): readonly SiteLock[] {
  return locks.filter(({ changes }) => changes.length > 0);
}

/** Writes the lock files that change, each old or new whatever happens. */
export function writeLocks({ project }: Io, locks: readonly SiteLock[]): void {
  for (const { file, content } of changedLocks(locks)) replaceFile(join(project, file), content);
}

/** A finding for each lock file that is not as it should be. */
export function staleLocks(locks: readonly SiteLock[]): Diagnostic[] {
  return changedLocks(locks).map(({ file, changes }) => staleLock(file, changes.length));
}
