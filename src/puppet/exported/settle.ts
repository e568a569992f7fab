import type { CompileResult } from '../index.ts';
import { type ExportedStore, exportedStore, type StoredResource } from './store.ts';

/** What all machines export once they have collected from each other. */
export interface Settled {
  readonly store: ExportedStore;
  /** Whether another round would change nothing; some manifests never come to an end. */
  readonly settled: boolean;
  /** All that is in the store, as a text that is the same where that is the same. */
  readonly text: string;
}

/** Exports of what was collected may be collected in turn, as often as this. */
const mostRounds = 10;

/**
 * Compiles machines, in rounds, until what they export does not change any more: the first round collects nothing, each
 * other what the one before exported. A machine that did not ask for any is compiled once. Machines that do not compile
 * export nothing.
 */
export function settleExports(
  certnames: readonly string[],
  compile: (certname: string, store: ExportedStore) => CompileResult,
): Settled {
  const exports = new Map<string, readonly StoredResource[]>();
  let waiting = [...certnames].sort();
  let stored: readonly StoredResource[] = [];
  let store = exportedStore(stored);
  for (let round = 0; round < mostRounds; round++) {
    const asked = new Set<string>();
    const observed = observing(store, asked);
    let changed = false;
    for (const certname of waiting) {
      const now = compile(certname, observed).catalog?.exported() ?? [];
      changed ||= textOf(now) !== textOf(exports.get(certname) ?? []);
      exports.set(certname, now);
    }
    if (!changed) return { store, settled: true, text: textOf(stored) };
    stored = [...certnames].sort().flatMap((certname) => exports.get(certname) ?? []);
    store = exportedStore(stored);
    waiting = waiting.filter((certname) => asked.has(certname));
  }
  return { store, settled: false, text: textOf(stored) };
}

/** The store, noting who asks. */
function observing(store: ExportedStore, asked: Set<string>): ExportedStore {
  return {
    search: (type, certname) => {
      asked.add(certname);
      return store.search(type, certname);
    },
  };
}

function textOf(resources: readonly StoredResource[]): string {
  return JSON.stringify(resources, (_, value) => {
    if (value instanceof Map || value instanceof Set) return [...value];
    return typeof value === 'bigint' ? String(value) : value;
  });
}
