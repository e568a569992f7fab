import {
  type ChangeGroup,
  type EffectGroup,
  groupEffects,
  groupOrders,
  groupResources,
  type OrderGroup,
} from './group.ts';
import type { MachineChanges } from './machine.ts';

/** The sides of a comparison. */
export type Side = 'before' | 'after';

/** Something wrong with the catalog of a machine on one side: it does not compile, or would fail on the machine. */
export interface Problem {
  readonly side: Side;
  /** Nothing was compiled. */
  readonly fatal: boolean;
  readonly message: string;
}

/** The outcome for one machine. */
export interface MachineOutcome {
  readonly certname: string;
  /** On which side it is known, where it is only one. */
  readonly only?: Side;
  readonly problems: readonly Problem[];
  /** Absent where nothing differs, or one side has no catalog. */
  readonly changes?: MachineChanges;
}

/** The same problem of several machines. */
export interface ProblemGroup extends Problem {
  readonly machines: readonly string[];
}

/** All that a reviewer is told: the shape of the JSON format, which docs/review.md describes. */
export interface CatalogReport {
  readonly compared: number;
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly problems: readonly ProblemGroup[];
  readonly effects: readonly EffectGroup[];
  readonly changes: readonly ChangeGroup[];
  /** Changes of order alone: in the values of parameters, and in the sequence of resources. */
  readonly order: { readonly values: readonly ChangeGroup[]; readonly resources: readonly OrderGroup[] };
}

/** Makes a report of what was found for each machine. */
export function reportOf(outcomes: readonly MachineOutcome[]): CatalogReport {
  const changes = outcomes.flatMap((outcome) => outcome.changes ?? []);
  const names = (test: (outcome: MachineOutcome) => boolean) =>
    outcomes.filter(test).map(({ certname }) => certname);
  return {
    compared: outcomes.length,
    changed: names((outcome) => outcome.changes !== undefined),
    added: names(({ only }) => only === 'after'),
    removed: names(({ only }) => only === 'before'),
    problems: groupProblems(outcomes),
    effects: groupEffects(changes),
    changes: groupResources(changes.map((each) => withParameters(each, false))),
    order: {
      values: groupResources(changes.map((each) => withParameters(each, true))),
      resources: groupOrders(changes),
    },
  };
}

/** The changes of a machine with only the parameters in which nothing but the order differs, or only the others. */
function withParameters(machine: MachineChanges, order: boolean): MachineChanges {
  const changes = machine.changes
    .map((change) => ({
      ...change,
      parameters: change.parameters.filter(({ kind }) => (kind === 'order') === order),
    }))
    .filter(({ kind, parameters }) => parameters.length > 0 || (kind !== 'changed' && !order));
  return { ...machine, changes };
}

function groupProblems(outcomes: readonly MachineOutcome[]): ProblemGroup[] {
  const groups = new Map<string, Problem & { machines: string[] }>();
  for (const { certname, problems } of outcomes) {
    for (const problem of problems) {
      // Puppet's messages end with the name of the machine.
      const message = problem.message.replace(` on node ${certname}`, '');
      const key = `${problem.side} ${message}`;
      const group = groups.get(key);
      if (group) group.machines.push(certname);
      else groups.set(key, { ...problem, message, machines: [certname] });
    }
  }
  return [...groups.values()];
}

/** Whether there is nothing to tell. */
export function isEmpty({ changed, added, removed, problems }: CatalogReport): boolean {
  return [changed, added, removed, problems].every((list) => list.length === 0);
}
