import { Option } from 'commander';
import type { LookupCommandOptions } from '../actions/lookup.ts';
import type { AddCommand } from '../command.ts';
import { addMachineOptions } from './machine.ts';

/** `placo lookup`: what Hiera has for a machine. */
export const addLookup: AddCommand = (program, act) => {
  const command = program
    .command('lookup')
    .summary('look up what Hiera has for a machine')
    .description(
      'Looks keys up in the data of a Puppet environment as `puppet lookup` does, without Ruby, and prints the value of the first one that is found. Exits with 1 where none is. With --explain it prints where the value comes from, and exits with 0.',
    )
    .argument('[keys...]', 'keys such as `profile::ntp::servers`, or `users.root.uid` for a part of a value')
    .requiredOption('--node <certname>', 'name of the machine, as its certificate has it');
  addMachineOptions(command)
    .addOption(
      new Option('--merge <strategy>', 'how values of several levels are joined').choices([
        'first',
        'hash',
        'unique',
        'deep',
      ]),
    )
    .option('--knock-out-prefix <text>', 'with --merge deep: what begins with it takes values away')
    .option('--sort-merged-arrays', 'with --merge deep: sort arrays that were merged')
    .option('--merge-hash-arrays', 'with --merge deep: merge hashes in arrays by position')
    .option('--type <type>', 'type that the value must be of, such as `Array[String]`')
    .option('--default <value>', 'value where there is none')
    .option('--explain', 'show every place that was searched, and what it has')
    .option('--explain-options', 'show where lookup_options come from')
    .option('--compile', 'compile the catalog before, for a hierarchy that uses variables of manifests')
    .addOption(
      new Option(
        '--render-as <format>',
        'how the answer is written; a value as yaml, an explanation as s unless told',
      ).choices(['s', 'json', 'yaml']),
    )
    .action((keys: string[], options: LookupCommandOptions) =>
      act(async (io) => (await import('../actions/lookup.ts')).lookup(keys, options, io)),
    );
};
