import type { Code } from './codes.ts';

/** How much a diagnostic weighs: an error stops the build, a warning does not, a note informs. */
export type Severity = 'error' | 'warning' | 'note';

/** A place in a source file: a path relative to the project, 1-based line and column, in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where the range ends, exclusive; the same place where only a point is known. */
  readonly endLine: number;
  readonly endColumn: number;
}

/** Another place that explains a diagnostic, such as the first of two owners of an address. */
export interface Related {
  readonly place: Place;
  readonly message: string;
}

/** What is wrong, where, why, and what to do about it. Phases return these; only the command line prints them. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly place?: Place;
  readonly hint?: string;
  readonly related?: readonly Related[];
}

/** A value and what was found wrong on the way to it. */
export interface Result<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}
