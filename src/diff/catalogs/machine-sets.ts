import type { CatalogReport } from './report.ts';

/** Machines that are listed once, and called by a number wherever they are meant again. */
export interface MachineSet {
  /** `[1]` */
  readonly label: string;
  readonly machines: readonly string[];
}

/** Fewer machines are listed each time. */
const fewest = 4;

/** The sets of machines that a report tells more than one thing of, in the order of the report, by `setKey`. */
export function machineSets(report: CatalogReport): ReadonlyMap<string, MachineSet> {
  const { problems, effects, changes, order } = report;
  const seen = new Set<string>();
  const sets = new Map<string, MachineSet>();
  for (const { machines } of [...problems, ...effects, ...changes, ...order.values, ...order.resources]) {
    const key = setKey(machines);
    if (machines.length >= fewest && seen.has(key) && !sets.has(key))
      sets.set(key, { label: `[${sets.size + 1}]`, machines });
    seen.add(key);
  }
  return sets;
}

/** The same for the same machines. */
export const setKey = (machines: readonly string[]): string => machines.join();
