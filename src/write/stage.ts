import { closeSync, fsyncSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import type { Change } from './compare.ts';
import { below, noteStat, parentOf } from './disk.ts';
import type { StatIndex } from './stat-index.ts';

/** Collects new contents in a staging directory, where each has the path that it is to have in out/. */
export interface Stage {
  readonly add: (change: Change, content: string, hash: string) => void;
  /** The paths of what was added. */
  readonly staged: readonly string[];
  /** Flushes what was added to the disk. */
  readonly flush: () => void;
}

/**
 * Up to this many files are flushed to the disk before they are moved, so that not even a power failure leaves an
 * empty file under a final name. Beyond it the flushes would take minutes, and the next build finds and repairs what
 * a power failure cut short.
 */
const flushed = 256;

/**
 * A stage that writes into a directory, which exists and is empty. The index is told of each file while threads are
 * busy with others: a file stays what it is when a directory above is moved.
 */
export function stageIn(directory: string, index: StatIndex): Stage {
  const staged: string[] = [];
  const made = new Set(['.']);
  const make = (parent: string): void => {
    if (made.has(parent)) return;
    make(parentOf(parent));
    mkdirSync(below(directory, parent));
    made.add(parent);
  };
  const add = ({ path }: Change, content: string, hash: string) => {
    make(parentOf(path));
    writeFileSync(below(directory, path), content, { flag: 'wx' });
    noteStat(index, directory, path, hash);
    staged.push(path);
  };
  const flush = () => {
    if (staged.length <= flushed) for (const path of staged) flushFile(below(directory, path));
  };
  return { add, staged, flush };
}

function flushFile(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
