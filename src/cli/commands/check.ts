import type { FormatName } from '../../diagnostics/format/index.ts';
import type { AddCommand } from '../command.ts';
import { formatOption } from '../options.ts';

/** `placo check`: all that is wrong, nothing written. */
export const addCheck: AddCommand = (program, act) => {
  program
    .command('check')
    .summary('say what is wrong with the sources')
    .description(
      'Reads, resolves, checks and renders the sources, and reports all that is wrong. Nothing is written.',
    )
    .addOption(formatOption())
    .action((options: { format: FormatName }) =>
      act(async (io) => (await import('../actions/check.ts')).check(options, io)),
    );
};
