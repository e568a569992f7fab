// Compares placo's compiler of catalogs with real Puppet on the machines of test/puppet/fixtures/corpus, in one run.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeCommand } from './measure.mjs';

const fixture = fileURLToPath(new URL('../test/puppet/fixtures/corpus', import.meta.url));
const packaged = '/usr/share/puppet/modules';

/** A table in Markdown, or the reason why there is none. */
export function compareCatalogs(runs = 9) {
  if (!existsSync(packaged))
    return 'Real Puppet and its modules are not installed here: `npm test` installs them.\n';
  const root = prepare();
  try {
    return table(root, runs);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** A copy of the corpus, with the modules that Debian packages beside it. */
function prepare() {
  const root = mkdtempSync(join(tmpdir(), 'placo-bench-catalogs-'));
  cpSync(fixture, root, { recursive: true });
  const modules = join(root, 'environments/production/modules');
  mkdirSync(modules);
  for (const name of readdirSync(packaged)) symlinkSync(join(packaged, name), join(modules, name));
  return root;
}

function table(root, runs) {
  const nodes = readdirSync(join(root, 'facts')).map((file) => file.replace(/\.json$/, ''));
  const input = JSON.stringify({ root, nodes, runs });
  const puppet = run('ruby', [script('warm.rb')], input);
  const placo = run(process.execPath, [script('warm.mjs')], input);
  const rows = nodes.map((node, index) => row(node, puppet.medians[index], placo.medians[index]));
  const total = (medians) => medians.reduce((sum, each) => sum + each, 0);
  return [
    '| machine, warm | Puppet | placo | ratio |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    row('all', total(puppet.medians), total(placo.medians)),
    `| memory | ${puppet.megabytes} MB | ${placo.megabytes} MB | |`,
    '',
    '| command, cold | Puppet | placo | ratio |',
    '| --- | ---: | ---: | ---: |',
    ...['mini01.example.com', 'web01.example.com'].map((node) => cold(root, node)),
    '',
  ].join('\n');
}

const script = (name) => fileURLToPath(new URL(name, import.meta.url));

function run(command, args, input) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const milliseconds = (seconds) => `${(seconds * 1000).toFixed(seconds < 0.01 ? 2 : 0)} ms`;

function row(name, puppet, placo) {
  return `| ${name} | ${milliseconds(puppet)} | ${milliseconds(placo)} | ${(puppet / placo).toFixed(1)} |`;
}

/** One catalog by the command line, from nothing: the best of three. */
function cold(root, node) {
  const environment = join(root, 'environments/production');
  const state = ['confdir', 'vardir', 'logdir', 'rundir'].flatMap((name) => [
    `--${name}`,
    join(root, 'state'),
  ]);
  const facts = join(root, 'facts', `${node}.json`);
  const puppet = timeCommand('ruby', [script('cold.rb'), environment, node, facts, ...state], 3);
  const placo = timeCommand(
    process.execPath,
    [script('../bin/placo.js'), 'catalog', node, '--environment', environment, '--facts', facts],
    3,
  );
  return row(node, puppet, placo);
}
