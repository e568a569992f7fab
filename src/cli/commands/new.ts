import { Option } from 'commander';
import type { AddCommand } from '../command.ts';

/** What `placo new` takes; what is missing is asked for. */
export interface NewOptions {
  readonly site?: string;
  readonly domain?: string;
  readonly contact?: string;
  readonly internal?: string;
  readonly public?: string;
  readonly admins?: string;
  readonly description?: string;
  readonly role?: string;
  readonly memory?: string;
  readonly serverName?: string;
  readonly kind?: string;
}

/** `placo new`: a first version of a source file. */
export const addNew: AddCommand = (program, act) => {
  const parent = program
    .command('new')
    .summary('write the source file of a new site, guest or website')
    .description(
      'Writes a commented source file that is valid as it is. It asks for what the options leave open, and never replaces a file.',
    );
  const describe = () => new Option('--description <text>', 'what it is there for');
  const inSite = () => new Option('--site <site>', 'the site it belongs to; not needed where there is one');
  const run = (kind: 'site' | 'vm' | 'website') => (name: string | undefined, options: NewOptions) =>
    act(async (io) => (await import('../actions/new.ts')).create(kind, name, options, io));
  parent
    .command('site')
    .summary('a site; the first one brings sites/platform.yaml along')
    .description('Writes sites/<site>/site.yaml, and sites/platform.yaml where there is none.')
    .argument('[name]', 'the name of the site')
    .option('--domain <domain>', 'the domain of its machines, such as angers.plm.example')
    .option('--contact <address>', 'the mail address of its administrators')
    .option('--internal <prefix>', 'the IPv4 prefix of its internal network, such as 10.49.0.0/24')
    .option(
      '--public <prefix>',
      'the IPv4 prefix of its public network, whose last address is the router; none unless told',
    )
    .option(
      '--admins <prefix>',
      'the prefix from which its administrators reach machines by SSH, such as 198.51.100.0/28; nobody does unless told',
    )
    .addOption(describe())
    .action(run('site'));
  parent
    .command('vm')
    .summary('a guest')
    .description('Writes sites/<site>/vms/<name>.yaml.')
    .argument('[name]', 'the name of the guest')
    .addOption(inSite())
    .addOption(
      new Option('--role <role>', 'software that is configured in it').choices([
        'reverse_proxy',
        'web_hosting',
      ]),
    )
    .option('--memory <size>', 'its memory, such as 2GiB')
    .addOption(describe())
    .action(run('vm'));
  parent
    .command('website')
    .summary('a website')
    .description('Writes sites/<site>/websites/<name>.yaml.')
    .argument('[name]', 'the name of the website')
    .addOption(inSite())
    .option('--server-name <name>', 'its host name, such as journal.math.example')
    .addOption(
      new Option('--kind <kind>', 'what it is made with').choices(['static', 'spip', 'drupal', 'php']),
    )
    .addOption(describe())
    .action(run('website'));
};
