import type { Command } from 'commander';

/** What can follow a command on the command line. */
export interface Words {
  /** The command and those above it, without the program: `new vm`; empty for the program. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly options: readonly Word[];
  /** Words that the first argument may be. */
  readonly choices: readonly string[];
  /** Names of this kind may follow; they are looked up in the directory. */
  readonly names?: 'machines' | 'sites';
}

/** A word with what it does. */
export interface Word {
  readonly word: string;
  readonly about: string;
  /** Values of an option, where they are a closed list. */
  readonly choices?: readonly string[];
  /** The option is followed by a value. */
  readonly takesValue?: boolean;
}

const named: Readonly<Record<string, Words['names']>> = {
  show: 'machines',
  explain: 'machines',
  graph: 'sites',
};

/** The words of a program and of every command in it. */
export function wordsOf(program: Command): Words[] {
  return collect(program, '');
}

function collect(command: Command, path: string): Words[] {
  const below = command.commands.flatMap((each) => collect(each, `${path} ${each.name()}`.trim()));
  const [argument] = command.registeredArguments;
  const own: Words = {
    path,
    commands: command.commands.map((each) => ({
      word: each.name(),
      about: each.summary() || each.description(),
    })),
    options: [...optionsOf(command), { word: '--help', about: 'print help' }],
    choices: argument?.argChoices ?? [],
    names: named[path],
  };
  return [own, ...below];
}

function optionsOf(command: Command): Word[] {
  const inherited = command.parent
    ? optionsOf(command.parent).filter(({ word }) => word !== '--version')
    : [];
  const own = command.options.map(({ long, description, argChoices, required, optional }) => ({
    word: long!,
    about: description,
    choices: argChoices,
    takesValue: required || optional,
  }));
  return [...own, ...inherited];
}
