import type { CompileResult, Environment } from '../../puppet/index.ts';
import { type CatalogSide, type Comparison, compareMachine } from './machine.ts';
import type { MachineOutcome, Problem, Side } from './report.ts';

/** What one revision says of a machine. */
export interface SideResult {
  /** The catalog as JSON; absent where it cannot be compiled. */
  readonly json?: string;
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
  readonly compile: (certname: string) => SideResult;
}

/** What a compilation gave, as a side of a comparison. */
export function sideOf({ catalog, errors }: CompileResult): SideResult {
  return {
    json: catalog?.json(0),
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
  if (before.json === undefined || after.json === undefined) return { certname, problems: errors };
  const old = parsed(before);
  const now = before.json === after.json ? { ...old, secrets: after.secrets } : parsed(after);
  const changes = compareMachine(certname, old, now, comparison);
  return { certname, problems: changes ? fresh(before, after) : [], changes };
}

function fatal(side: Side, result: SideResult | undefined): Problem[] {
  return (result?.errors ?? []).map((message) => ({ side, fatal: true, message }));
}

/** What would fail on the machine now and did not before. */
function fresh(before: SideResult | undefined, after: SideResult | undefined): Problem[] {
  const known = new Set(before?.findings());
  const found = after?.findings().filter((message) => !known.has(message)) ?? [];
  return found.map((message) => ({ side: 'after', fatal: false, message }));
}

function parsed({ json, secrets }: SideResult): CatalogSide {
  return { catalog: JSON.parse(json!), secrets };
}
