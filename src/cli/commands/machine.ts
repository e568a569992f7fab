import type { Command } from 'commander';
import { modulepathOption, puppetOption } from '../options.ts';

/** The options that say which machine of which Puppet repository is meant, and what is known of it. */
export function addMachineOptions(command: Command): Command {
  const known = command
    .option('--environment <directory>', 'directory of the environment', 'out')
    .option(
      '--facts <file>',
      'its facts in JSON or YAML, as facter, puppet facts, caches of facts or PuppetDB write them',
    )
    .option(
      '--trusted <file>',
      'its trusted facts in JSON or YAML, or what is to differ from those of its name',
    )
    .option(
      '--extension <name=value>',
      'an extension of its certificate in $trusted; may be given several times',
      (value: string, before: string[] = []) => [...before, value],
    )
    .option('--enc <program>', 'external node classifier, called with the name of the machine')
    .option('--node-data <file>', 'what an external node classifier says of it, in YAML')
    .addOption(modulepathOption());
  return addDataOptions(known);
}

/** The options that say how the data of a Puppet repository are read, and as which Puppet. */
export function addDataOptions(command: Command): Command {
  return command
    .option('--hiera-config <file>', 'hiera.yaml of the global layer; without, there is none')
    .option('--eyaml-private-key <file>', 'key for encrypted values, instead of that of hiera.yaml')
    .option('--eyaml-opaque', 'leave encrypted values as they are written, for who has no key')
    .addOption(puppetOption());
}
