import type { Diagnostic } from './diagnostic.ts';

/** What a run found, with the sources it concerns, ready to be shown. */
export interface Report {
  readonly diagnostics: readonly Diagnostic[];
  /** The text of a source file, for code frames; `undefined` where it could not be read. */
  readonly source: (file: string) => string | undefined;
}

/** How many diagnostics there are of each severity. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
}

/** Counts diagnostics by severity. */
export function count(diagnostics: readonly Diagnostic[]): Counts {
  const of = (severity: Diagnostic['severity']) => diagnostics.filter((d) => d.severity === severity).length;
  return { errors: of('error'), warnings: of('warning'), notes: of('note') };
}

/** Whether something is wrong enough to stop. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** Diagnostics in the order in which a reader meets their places, each once; those without a place come first. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const unique = new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  return [...unique.values()].sort(byPlace);
}

function byPlace({ place: a }: Diagnostic, { place: b }: Diagnostic): number {
  if (!a || !b) return Number(Boolean(a)) - Number(Boolean(b));
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
