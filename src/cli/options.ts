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
