import { resolve } from 'node:path';
import { type Command, CommanderError } from 'commander';
import picocolors from 'picocolors';
import { refusalOf } from '../refusal.ts';
import type { Act } from './command.ts';
import { type ExitCode, exitCodes, FindingError, type Io, UsageError } from './io.ts';
import { createProgram } from './program.ts';

/** What the process offers to a run. */
export interface World {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
  readonly inIsTerminal: boolean;
}

/** Runs one command line, and says with which code to exit. Never throws: a bug is one line, and exit code 70. */
export async function run(args: readonly string[], world: World): Promise<ExitCode> {
  let code: ExitCode = exitCodes.fine;
  const act: Act = async (action) => {
    code = await action(ioOf(program, world));
  };
  const program = createProgram(act);
  for (const each of withSubcommands(program))
    each.configureOutput({ writeOut: world.out, writeErr: world.err });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return explainFailure(error, world);
  }
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function ioOf(program: Command, world: World): Io {
  const { directory, color } = program.opts<{ directory?: string; color: boolean }>();
  return {
    project: resolve(world.directory, directory ?? '.'),
    out: world.out,
    err: world.err,
    colors: picocolors.createColors(color && wantsColors(world, world.outIsTerminal)),
    errColors: picocolors.createColors(color && wantsColors(world, world.errIsTerminal)),
    watched: world.errIsTerminal && world.environment.TERM !== 'dumb' && !world.environment.CI,
    interactive: world.inIsTerminal && world.errIsTerminal,
  };
}

/** https://no-color.org and https://force-color.org; otherwise colours are for terminals that know them. */
function wantsColors({ environment }: World, terminal: boolean): boolean {
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR && environment.FORCE_COLOR !== '0') return true;
  return terminal && environment.TERM !== 'dumb';
}

function explainFailure(error: unknown, { err, environment }: World): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.usage;
  if (error instanceof UsageError) {
    err(`error: ${error.message}\n${error.hint ? `hint: ${error.hint}\n` : ''}`);
    return exitCodes.usage;
  }
  if (error instanceof FindingError) {
    err(`Error: ${error.message}\n`);
    return exitCodes.findings;
  }
  const refusal = refusalOf(error);
  if (refusal) {
    err(`error: ${refusal.path === undefined ? '' : `'${refusal.path}': `}${refusal.reason}\n`);
    return exitCodes.findings;
  }
  // Ctrl-C at a question.
  if (error instanceof Error && error.name === 'ExitPromptError') return exitCodes.usage;
  err(
    `placo: internal error, please report: ${String(error instanceof Error ? error.message : error).split('\n')[0]}\n`,
  );
  if (environment.PLACO_DEBUG) err(`${error instanceof Error ? error.stack : String(error)}\n`);
  else err('Set PLACO_DEBUG=1 to see where.\n');
  return exitCodes.internal;
}
