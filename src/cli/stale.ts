import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Compiled, TreePart } from '../pipeline.ts';
import { compareWithOut, loadIndex } from '../write/index.ts';
import { more, stale } from '../write/messages.ts';
import type { Io } from './io.ts';
import { staleLocks } from './locks.ts';
import { cacheOf, outOf } from './project.ts';

const most = 100;

/** How out/ and the lock files differ from what the sources say, a finding a file; beyond a hundred a number. */
export function compareWithSources(
  io: Io,
  locks: Compiled['locks'],
  parts: Iterable<TreePart>,
): Diagnostic[] {
  const index = loadIndex(join(cacheOf(io), 'out.json'));
  const { changes, diagnostics } = compareWithOut(outOf(io), parts, { index });
  const rest = changes.length - most;
  return [
    ...diagnostics,
    ...staleLocks(locks),
    ...changes.slice(0, most).map(stale),
    ...(rest > 0 ? [more(rest)] : []),
  ];
}
