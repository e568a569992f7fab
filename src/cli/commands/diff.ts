import { Option } from 'commander';
import type { DiffFormat } from '../../diff/format/index.ts';
import type { AddCommand } from '../command.ts';

/** What `placo diff` takes. */
export interface DiffOptions {
  readonly from?: string;
  readonly to?: string;
  readonly format: DiffFormat;
  readonly exitCode?: boolean;
}

/** `placo diff`: what would change, the same change once. */
export const addDiff: AddCommand = (program, act) => {
  program
    .command('diff')
    .summary('show what the sources would change in out/')
    .description(
      'Compares what the sources compile to with out/, or what they compiled to at one git revision with another. ' +
        'The same change on many machines is shown once, with their names.',
    )
    .addOption(
      new Option(
        '--from <revision>',
        'compile the sources of this revision, and compare with it instead of out/',
      ),
    )
    .addOption(
      new Option('--to <revision>', 'compile the sources of this revision instead of those in the directory'),
    )
    .addOption(
      new Option('--format <format>', 'how changes are written')
        .choices(['text', 'markdown', 'json'])
        .default('text'),
    )
    .addOption(new Option('--exit-code', 'exit with 1 when something changes'))
    .action((options: DiffOptions) =>
      act(async (io) => (await import('../actions/diff.ts')).diff(options, io)),
    );
};
