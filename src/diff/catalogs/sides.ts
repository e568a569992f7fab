import type { CompileResult, Environment } from '../../puppet/index.ts';
import type { CatalogDocument } from './document.ts';
import { type CatalogSide, type Comparison, compareMachine } from './machine.ts';
import type { MachineOutcome, Problem, Side } from './report.ts';

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

/** Compares machine by machine, in the order of names, so that only two catalogs are in memory. */
export function* compareSources(
  before: CatalogSource,
  after: CatalogSource,
  comparison: Comparison,
): Iterable<MachineOutcome> {
  const [old, now] = [new Set(before.names), new Set(after.names)];
  for (const certname of [...new Set([...old, ...now])].sort()) {
    const sides = {
      before: old.has(certname) ? before.compile(certname) : undefined,
      after: now.has(certname) ? after.compile(certname) : undefined,
    };
    yield outcomeOf(certname, sides, comparison);
  }
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
