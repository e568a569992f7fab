import { Argument } from 'commander';
import type { AddCommand } from '../command.ts';
import { jsonOption } from '../options.ts';

/** What `placo list` can list. */
export const listKinds = [
  'sites',
  'machines',
  'hypervisors',
  'servers',
  'guests',
  'websites',
  'networks',
  'stores',
  'volumes',
  'services',
] as const;

/** One of the kinds. */
export type ListKind = (typeof listKinds)[number];

/** `placo list`: a table of things. */
export const addList: AddCommand = (program, act) => {
  program
    .command('list')
    .summary('list sites, machines, websites and what they use')
    .description('Lists everything of a kind, one a line.')
    .addArgument(new Argument('[kind]', 'what to list').choices(listKinds).default('sites'))
    .addOption(jsonOption())
    .action((kind: ListKind, options: { json?: boolean }) =>
      act(async (io) => (await import('../actions/list.ts')).list(kind, options, io)),
    );
};
