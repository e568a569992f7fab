import { closeSync, fsyncSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from './compare.ts';

/** New content, waiting in the staging directory to be moved to its place in out/. */
export interface Staged {
  readonly path: string;
  readonly file: string;
}

/** Collects new contents in a staging directory. */
export interface Stage {
  readonly add: (change: Change, content: string) => void;
  readonly staged: readonly Staged[];
}

/**
 * Up to this many files are flushed to the disk before they are moved, so that not even a power failure leaves an
 * empty file under a final name. Beyond it the flushes would take minutes, and the next build finds and repairs what
 * a power failure cut short.
 */
const flushed = 256;

/** A stage that writes into a directory, which exists and is empty. */
export function stageIn(directory: string): Stage {
  const staged: Staged[] = [];
  const add = ({ path }: Change, content: string) => {
    const file = join(directory, String(staged.length));
    writeNew(file, content, staged.length < flushed);
    staged.push({ path, file });
  };
  return { add, staged };
}

function writeNew(file: string, content: string, flush: boolean): void {
  const descriptor = openSync(file, 'wx');
  try {
    writeFileSync(descriptor, content);
    if (flush) fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
