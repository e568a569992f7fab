import { Command } from 'commander';
import { version } from '../version.ts';
import type { Act, AddCommand } from './command.ts';
import { addBuild } from './commands/build.ts';
import { addCatalog } from './commands/catalog.ts';
import { addCheck } from './commands/check.ts';
import { addCompletion } from './commands/completion.ts';
import { addDiff } from './commands/diff.ts';
import { addExplain } from './commands/explain.ts';
import { addGraph } from './commands/graph.ts';
import { addList } from './commands/list.ts';
import { addLock } from './commands/lock.ts';
import { addLookup } from './commands/lookup.ts';
import { addNew } from './commands/new.ts';
import { addShow } from './commands/show.ts';

/** Every command, in the order in which help lists them. */
const commands: readonly AddCommand[] = [
  addBuild,
  addCheck,
  addDiff,
  addShow,
  addExplain,
  addList,
  addGraph,
  addCatalog,
  addLookup,
  addNew,
  addLock,
  addCompletion,
];

/** The whole command line, without a world yet: `act` runs the actions. */
export function createProgram(act: Act): Command {
  const program = new Command('placo')
    .description(
      'Compiles YAML descriptions of hosting sites into a reviewed and working Puppet environment.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .option('-C, --directory <directory>', 'run as if started in this directory')
    .option('--no-color', 'write without colours; so does the environment variable NO_COLOR')
    .showSuggestionAfterError(true)
    .addHelpText('after', '\nExit codes: 0 fine, 1 findings, 2 wrong usage, 70 a bug in placo.')
    .exitOverride();
  for (const add of commands) add(program, act);
  for (const command of allCommands(program)) command.exitOverride().allowExcessArguments(false);
  return program;
}

/** A command and all below it. */
export function allCommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(allCommands)];
}
