import type { AddCommand } from '../command.ts';
import { jsonOption } from '../options.ts';

/** `placo show`: all about one machine. */
export const addShow: AddCommand = (program, act) => {
  program
    .command('show')
    .summary('show a machine as it is compiled')
    .description('Shows a machine with everything that is filled in, decided and implied.')
    .argument('<machine>', 'its name, `site/name` where two sites have one, or its fully qualified name')
    .addOption(jsonOption())
    .action((machine: string, options: { json?: boolean }) =>
      act(async (io) => (await import('../actions/show.ts')).show(machine, options, io)),
    );
};
