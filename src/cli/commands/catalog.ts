import type { CatalogOptions } from '../actions/catalog.ts';
import type { AddCommand } from '../command.ts';
import { addMachineOptions } from './machine.ts';

/** `placo catalog`: compiles the catalog of one machine of any Puppet repository. */
export const addCatalog: AddCommand = (program, act) => {
  const command = program
    .command('catalog')
    .summary('compile the Puppet catalog of a machine')
    .description(
      'Compiles the catalog of a machine of a Puppet environment without Ruby, and prints it as JSON. Warnings, errors and what only the machine would find go to standard error.',
    )
    .argument('<certname>', 'name of the machine, as its certificate has it');
  addMachineOptions(command)
    .option('--exported', 'keep exported resources, as a store of them gets them')
    .option(
      '--collect-exported <directory>',
      'collect what machines export whose facts are in this directory, <certname>.json or .yaml',
    )
    .action((certname: string, options: CatalogOptions) =>
      act(async (io) => (await import('../actions/catalog.ts')).catalog(certname, options, io)),
    );
};
