import { Argument } from 'commander';
import type { AddCommand } from '../command.ts';
import { exitCodes } from '../io.ts';

/** `placo completion`: scripts for shells. */
export const addCompletion: AddCommand = (program, act) => {
  program
    .command('completion')
    .summary('print a completion script for a shell')
    .description(
      'Prints a script that completes commands, options and names, for example `eval "$(placo completion bash)"` in ~/.bashrc.',
    )
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .action((shell: 'bash' | 'zsh' | 'fish') =>
      act(async (io) => {
        const { completionScript } = await import('../completion/index.ts');
        io.out(completionScript(shell, program));
        return exitCodes.fine;
      }),
    );
};
