import type { Command } from 'commander';
import type { ExitCode, Io } from './io.ts';

/** Runs an action with the world it lives in, and keeps its exit code. */
export type Act = (action: (io: Io) => ExitCode | Promise<ExitCode>) => Promise<void>;

/** Adds one command to the program. Its action imports what is heavy only when it runs, so that help starts at once. */
export type AddCommand = (program: Command, act: Act) => void;
