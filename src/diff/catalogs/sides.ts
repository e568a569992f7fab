import type { CompileResult, Environment } from '../../puppet/index.ts';
import { resourceTypesOf } from '../../puppet/resource-types/index.ts';
import { type ServedFile, servesOtherwise } from './compare.ts';
import type { CatalogDocument } from './document.ts';
import { type CatalogSide, type Comparison, compareMachine } from './machine.ts';
import type { MachineOutcome, Problem, Side } from './report.ts';
import { typeFactsOf } from './types.ts';
import type { Unaffected } from './unaffected.ts';

/** What one revision says of a machine. */
export interface SideResult {
  /** Absent where it cannot be compiled. */
  readonly catalog?: CatalogDocument;
  /** Texts to be hidden besides those that the catalog marks as sensitive. */
  readonly secrets: ReadonlySet<string>;
  /** Why there is no catalog. */
  readonly errors: readonly string[];
  /** What would fail on the machine; worked out when asked for. */
  readonly findings: () => readonly string[];
}

/** The catalogs of a revision. */
export interface CatalogSource {
  readonly environment: Environment;
  /** Certnames, sorted. */
  readonly names: readonly string[];
  /** What machines export goes on changing, however often they are compiled. */
  readonly unsettled?: boolean;
  readonly compile: (certname: string) => SideResult;
}

/** What a compilation gave, as a side of a comparison. */
export function sideOf({ catalog, errors }: CompileResult): SideResult {
  return {
    catalog: catalog?.document(),
    secrets: catalog?.unwrapped ?? new Set(),
    errors: errors.map(({ text }) => text),
    findings: () => catalog?.check().map(({ message }) => message) ?? [],
  };
}

/** The catalogs of two revisions. */
export interface Revisions extends Readonly<Record<Side, CatalogSource>> {
  readonly served: ServedFile;
  /** Spares compiling a machine twice. */
  readonly unaffected?: Unaffected;
}

/** Compares what the revisions say of a machine. */
export type CompareMachine = (certname: string) => MachineOutcome;

/** The certnames that either revision knows, sorted. */
export function machinesIn({ before, after }: Revisions): readonly string[] {
  return [...new Set([...before.names, ...after.names])].sort();
}

/** Compares one machine after the other. Only two catalogs are in memory. */
export function machineComparer({ before, after, served, unaffected }: Revisions): CompareMachine {
  const comparison = { types: typeFactsOf(resourceTypesOf(after.environment)), served };
  const [old, now] = [new Set(before.names), new Set(after.names)];
  return (certname) => {
    const known = { before: old.has(certname), after: now.has(certname) };
    const same = known.before && known.after ? unaffected?.(certname) : undefined;
    if (same && !(same.catalog && servesOtherwise(same.catalog, served)))
      return { certname, problems: [...fatal('before', same), ...fatal('after', same)] };
    const sides = {
      before: known.before ? before.compile(certname) : undefined,
      after: known.after ? after.compile(certname) : undefined,
    };
    return outcomeOf(certname, sides, comparison);
  };
}

function outcomeOf(
  certname: string,
  { before, after }: Partial<Record<Side, SideResult>>,
  comparison: Comparison,
): MachineOutcome {
  const errors = [...fatal('before', before), ...fatal('after', after)];
  if (!before || !after)
    return { certname, only: after ? 'after' : 'before', problems: [...errors, ...fresh(before, after)] };
  if (!before.catalog || !after.catalog) return { certname, problems: errors };
  const changes = compareMachine(
    certname,
    sided(before, before.catalog),
    sided(after, after.catalog),
    comparison,
  );
  return { certname, problems: changes ? fresh(before, after) : [], changes };
}

function fatal(side: Side, result: SideResult | undefined): Problem[] {
  return (result?.errors ?? []).map((message) => ({ side, fatal: true, message }));
}

/** What would fail on the machine now and did not before. */
function fresh(before: SideResult | undefined, after: SideResult | undefined): Problem[] {
  const found = after?.findings() ?? [];
  const known = new Set(found.length > 0 ? before?.findings() : []);
  return found
    .filter((message) => !known.has(message))
    .map((message) => ({ side: 'after', fatal: false, message }));
}

function sided({ secrets }: SideResult, catalog: CatalogDocument): CatalogSide {
  return { catalog, secrets };
}
