import type { AddCommand } from '../command.ts';
import { jsonOption } from '../options.ts';

/** `placo explain`: where values come from. */
export const addExplain: AddCommand = (program, act) => {
  program
    .command('explain')
    .summary('say where each value of a machine, site or website comes from')
    .description(
      'Says for each value whether the sources give it, at which file and line, or whether it is a default, was ' +
        'decided and recorded in a lock file, or is derived.',
    )
    .argument('<name>', 'a machine, a website or a site')
    .argument('[path]', 'only this value and those in it, such as `memory` or `cpu.shares`')
    .addOption(jsonOption())
    .action((name: string, path: string | undefined, options: { json?: boolean }) =>
      act(async (io) => (await import('../actions/explain.ts')).explain(name, path, options, io)),
    );
};
