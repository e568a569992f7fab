import type { Colors } from 'picocolors/types.js';

/** Exit codes; docs/exit-codes.md explains them. */
export const exitCodes = { fine: 0, findings: 1, usage: 2, internal: 70 } as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** All that a command knows of the world outside: where the project is, and where to write. */
export interface Io {
  /** Directory of the project, absolute. */
  readonly project: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Colours for what goes to standard output; plain functions where they are not wanted. */
  readonly colors: Colors;
  /** The same for standard error. */
  readonly errColors: Colors;
  /** Somebody watches standard error, so a progress line is of use. */
  readonly watched: boolean;
  /** Somebody answers on standard input. */
  readonly interactive: boolean;
}

/** A command was called in a way that makes no sense; shown as one line, exit code 2. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** What the user asked to read or run is wrong; shown as one line, exit code 1. */
export class FindingError extends Error {}
