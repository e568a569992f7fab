import type { BigIntStats } from 'node:fs';
import { readFileSync } from 'node:fs';
import { replaceFile } from './replace.ts';

/**
 * The content hash of files whose inode, size and times have not changed since they were read, as git's index has it.
 * A file that changed so shortly before the index was saved that its times could not tell a later change is forgotten.
 */
export interface StatIndex {
  readonly hashOf: (path: string, stat: BigIntStats) => string | undefined;
  readonly set: (path: string, stat: BigIntStats, hash: string) => void;
  readonly save: () => void;
}

/** Stamps grow in steps of the kernel's tick, at most 10 ms; twice that is safe. */
const tick = 20_000_000n;

type Entry = readonly [signature: string, hash: string];

interface Fresh {
  readonly entry: Entry;
  /** In nanoseconds since the epoch. */
  readonly changed: bigint;
}

/** An index that remembers nothing. */
export function emptyIndex(): StatIndex {
  return indexOf(new Map(), undefined);
}

/** The index saved in a file, empty where there is none. What the file says is trusted only where the stamps agree. */
export function loadIndex(file: string): StatIndex {
  try {
    return indexOf(new Map(JSON.parse(readFileSync(file, 'utf8'))), file);
  } catch {
    return indexOf(new Map(), file);
  }
}

function indexOf(known: Map<string, Entry>, file: string | undefined): StatIndex {
  const fresh = new Map<string, Fresh>();
  const set = (path: string, stat: BigIntStats, hash: string) => {
    fresh.set(path, { entry: [signature(stat), hash], changed: stat.ctimeNs });
  };
  return {
    hashOf: (path, stat) => {
      const entry = known.get(path);
      if (entry?.[0] !== signature(stat)) return undefined;
      set(path, stat, entry[1]);
      return entry[1];
    },
    set,
    save: () => {
      if (file === undefined) return;
      const now = BigInt(Date.now()) * 1_000_000n;
      const safe: [string, Entry][] = [];
      for (const [path, { entry, changed }] of fresh) if (changed + tick < now) safe.push([path, entry]);
      replaceFile(file, JSON.stringify(safe));
    },
  };
}

function signature({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}
