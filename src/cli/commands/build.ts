import { Option } from 'commander';
import type { FormatName } from '../../diagnostics/format/index.ts';
import type { AddCommand } from '../command.ts';
import { formatOption } from '../options.ts';

/** What `placo build` takes. */
export interface BuildOptions {
  readonly check?: boolean;
  readonly force?: boolean;
  readonly format: FormatName;
}

/** `placo build`: sources in, out/ out. */
export const addBuild: AddCommand = (program, act) => {
  program
    .command('build')
    .summary('compile the sources into out/')
    .description(
      'Compiles the sources into out/: writes what changed, removes what was generated and no longer is, and leaves ' +
        'every other file alone. Decisions that are made for the first time are recorded in the lock files of the ' +
        'sites. With an error, nothing is written.',
    )
    .addOption(new Option('--check', 'write nothing; fail when out/ or a lock file is stale'))
    .addOption(
      new Option('--force', 'replace files of out/ that are in the way and were not generated').conflicts(
        'check',
      ),
    )
    .addOption(formatOption())
    .action((options: BuildOptions) =>
      act(async (io) => (await import('../actions/build.ts')).build(options, io)),
    );
};
