import { Option } from 'commander';
import type { FormatName } from '../../diagnostics/format/index.ts';
import type { AddCommand } from '../command.ts';
import { formatOption } from '../options.ts';

/** What `placo lock` takes. */
export interface LockOptions {
  readonly stale?: boolean;
  readonly refresh?: boolean;
  readonly dryRun?: boolean;
  readonly format: FormatName;
}

/** `placo lock`: the recorded decisions. */
export const addLock: AddCommand = (program, act) => {
  program
    .command('lock')
    .summary('record what `auto` was decided to be')
    .description(
      'Records the decisions that are not recorded yet in the lock files of the sites, and shows how the files change. ' +
        'With --stale what is recorded and no longer possible is decided anew, and nothing else moves. ' +
        'With --refresh every decision is made anew: addresses, placements, identities of exports and the like move, ' +
        'which a platform that runs hardly ever wants.',
    )
    .addOption(new Option('--stale', 'decide anew what is no longer possible, and keep all the rest'))
    .addOption(
      new Option('--refresh', 'forget what is recorded, and decide everything anew').conflicts('stale'),
    )
    .addOption(new Option('-n, --dry-run', 'show what would change, and change nothing'))
    .addOption(formatOption())
    .action((options: LockOptions) =>
      act(async (io) => (await import('../actions/lock.ts')).lock(options, io)),
    );
};
