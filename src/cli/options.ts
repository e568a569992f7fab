import { Option } from 'commander';

/** `--format` of commands that report findings. */
export function formatOption(): Option {
  return new Option('--format <format>', 'how findings are written')
    .choices(['text', 'json', 'github', 'sarif'])
    .default('text');
}

/** `--json` of commands whose answer a program may read. */
export function jsonOption(): Option {
  return new Option('--json', 'answer in JSON');
}

/** `--modulepath` of commands that compile an environment. */
export function modulepathOption(): Option {
  return new Option(
    '--modulepath <directories>',
    'directories of modules, with colons between, instead of those of environment.conf',
  );
}

/** `--puppet` of commands that compile an environment. */
export function puppetOption(): Option {
  return new Option('--puppet <version>', 'strictness of Puppet 7 or 8').default('7');
}
