import { Option } from 'commander';
import type { DiffFormat } from '../../diff/format/index.ts';
import type { AddCommand } from '../command.ts';
import type { DataOptions } from '../machine.ts';
import { modulepathOption } from '../options.ts';
import { addDataOptions } from './machine.ts';

/** What `placo diff` takes. */
export interface DiffOptions extends DataOptions {
  readonly from?: string;
  readonly to?: string;
  readonly format: DiffFormat;
  readonly exitCode?: boolean;
  readonly catalogs?: boolean;
  readonly environment?: string;
  readonly facts?: string;
  readonly modulepath?: string;
  readonly collectExported?: boolean;
  readonly output?: string;
}

/** `placo diff`: what would change, the same change once. */
export const addDiff: AddCommand = (program, act) => {
  const command = program
    .command('diff')
    .summary('show what the sources would change in out/')
    .description(
      'Compares what the sources compile to with out/, or what they compiled to at one git revision with another. ' +
        'The same change on many machines is shown once, with their names. With --catalogs it is resources and ' +
        'parameters that are compared, and what will restart is told; with --environment for any Puppet repository, ' +
        'of which HEAD is compared with the directory unless revisions are given.',
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
    .option('--catalogs', 'compare catalogs, resource by resource')
    .option(
      '--environment <directory>',
      'compare the catalogs of this Puppet environment, in a git repository',
    )
    .option('--facts <directory>', 'its machines: a file of facts for each, JSON or YAML, <certname>.json')
    .addOption(modulepathOption())
    .option('--collect-exported', 'let these machines collect what they export, without PuppetDB')
    .option(
      '--output <file>',
      'write all of it into this file too, to which a comment that is cut short refers',
    );
  addDataOptions(command).action((options: DiffOptions) =>
    act(async (io) =>
      options.catalogs
        ? (await import('../actions/diff-catalogs.ts')).diffCatalogs(options, io)
        : (await import('../actions/diff.ts')).diff(options, io),
    ),
  );
};
