// Compares placo's diff of catalogs between two revisions with octocatalog-diff, in one run, on the same repository.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment, write } from './measure.mjs';

const fixture = fileURLToPath(new URL('../test/puppet/fixtures/corpus', import.meta.url));
const program = fileURLToPath(new URL('../bin/placo.js', import.meta.url));
const packaged = '/usr/share/puppet/modules';
const peer = '/usr/bin/octocatalog-diff';

/** A table in Markdown, or the reason why there is none. */
export function comparePullRequest(machines = 50) {
  if (!existsSync(peer)) return 'octocatalog-diff is not installed (package octocatalog-diff).\n';
  const root = mkdtempSync(join(tmpdir(), 'placo-bench-review-'));
  try {
    return table(prepare(root, machines), machines);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** A repository with two revisions, and a sample: a machine of each kind, and how many there are of it. */
function prepare(root, machines) {
  const repository = join(root, 'repository');
  cpSync(join(fixture, 'environments/production'), repository, { recursive: true });
  mkdirSync(join(repository, 'modules'));
  for (const name of readdirSync(packaged))
    symlinkSync(join(packaged, name), join(repository, 'modules', name));
  edit(join(repository, 'manifests/site.pp'), /^node '(\w+)01\.example\.com'/gm, String.raw`node /^$1\d+\./`);
  const sample = addMachines(root, repository, machines);
  const git = gitIn(repository);
  git('init', '-q');
  commit(git, 'before');
  edit(join(repository, 'data/common.yaml'), "vm.swappiness: '10'", "vm.swappiness: '20'");
  edit(join(repository, 'site/profile/templates/rsyslog.erb'), '\n', '\n# sent to the collector\n');
  edit(join(repository, 'site/profile/manifests/web.pp'), /(keepalive +=> )'On'/, "$1'Off'");
  commit(git, 'after');
  return { root, repository, sample };
}

/** As many machines, made from those of the corpus in turn: facts, and the data that go by their names. */
function addMachines(root, repository, machines) {
  const kinds = readdirSync(join(fixture, 'facts')).map((file) =>
    file.replace(/01\.example\.com\.json$/, ''),
  );
  const sample = kinds.map((kind) => ({ name: `${kind}01.example.com`, times: 0 }));
  for (let n = 0; n < machines; n++) {
    const kind = kinds[n % kinds.length];
    const own = `${kind}${String(1 + Math.floor(n / kinds.length)).padStart(2, '0')}`;
    const text = readFileSync(join(fixture, 'facts', `${kind}01.example.com.json`), 'utf8');
    write(join(root, 'facts', `${own}.example.com.json`), text.replaceAll(`${kind}01`, own));
    for (const name of ['nodes/NAME.example.com.yaml', 'roles/NAME.yaml']) {
      const [from, to] = [`${kind}01`, own].map((each) =>
        join(repository, 'data', name.replace('NAME', each)),
      );
      if (from !== to && existsSync(from)) cpSync(from, to);
    }
    sample[n % kinds.length].times++;
  }
  return sample;
}

function edit(file, from, to) {
  const text = readFileSync(file, 'utf8');
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`${file} has no ${from}`);
  writeFileSync(file, changed);
}

function gitIn(directory) {
  const who = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com'];
  return (...args) => measured('git', ['-C', directory, ...who, ...args]);
}

function commit(git, branch) {
  git('add', '.');
  git('commit', '-qm', branch);
  git('branch', branch);
}

/** Runs a command: its output, seconds from start to exit, and processor seconds with those of its children. */
function measured(command, args, fine = [0]) {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@"';
  const run = spawnSync('bash', ['-c', script, 'bash', command, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...environment, LC_ALL: 'C.UTF-8' },
  });
  if (!fine.includes(run.status)) throw new Error(`${command} ${args.join(' ')}\n${run.stderr}`);
  const [seconds, user, system] = run.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { output: run.stdout, seconds, processor: user + system };
}

function table({ root, repository, sample }, machines) {
  const ours = runPlaco(root, repository);
  const theirs = sample.map((each) => ({ ...each, ...runPeer(root, repository, each.name) }));
  for (const { name, output } of theirs)
    demandSame(name, changedBy(ours.output, name), changedByPeer(output));
  const all = (key) => theirs.reduce((sum, each) => sum + each[key] * each.times, 0);
  const row = (what, key) =>
    `| ${what} | ${all(key).toFixed(1)} s | ${ours[key].toFixed(2)} s | ${(all(key) / ours[key]).toFixed(0)} |`;
  return [
    `| a change that ${machines} machines are compared for | octocatalog-diff | placo | ratio |`,
    '| --- | ---: | ---: | ---: |',
    row('from start to exit', 'seconds'),
    row('processor', 'processor'),
    '',
    `octocatalog-diff was run for one machine of each of ${theirs.length} kinds and counted for all of them; placo for all. Both found the`,
    'same resources changed.',
    '',
  ].join('\n');
}

function runPlaco(root, repository) {
  const args = ['--from', 'before', '--to', 'after', '--format', 'json'];
  const command = [
    'diff',
    '--catalogs',
    '--environment',
    repository,
    '--facts',
    join(root, 'facts'),
    ...args,
  ];
  const runs = [1, 2, 3].map(() => measured(process.execPath, [program, ...command]));
  return {
    output: runs[0].output,
    seconds: Math.min(...runs.map(({ seconds }) => seconds)),
    processor: Math.min(...runs.map(({ processor }) => processor)),
  };
}

function runPeer(root, repository, name) {
  const values = JSON.parse(readFileSync(join(root, 'facts', `${name}.json`), 'utf8'));
  const facts = join(root, `${name}.yaml`);
  writeFileSync(facts, `--- !ruby/object:Puppet::Node::Facts\n${JSON.stringify({ name, values })}`);
  const settings = ['--puppet-binary', '/usr/bin/puppet', '--no-enc', '--hiera-config', 'hiera.yaml'];
  const more = ['--hiera-path', 'data', '--output-format', 'json', '--quiet', '--fact-file', facts];
  const revisions = ['-n', name, '--basedir', repository, '-f', 'before', '-t', 'after'];
  return measured(peer, [...revisions, ...settings, ...more], [0, 2]);
}

/** `changed File[/etc/motd]` for each resource but classes, which octocatalog-diff leaves out. */
function changedBy(output, machine) {
  const groups = JSON.parse(output).changes.filter(
    ({ type, machines }) => type !== 'Class' && machines.includes(machine),
  );
  return groups.flatMap(({ kind, resources }) => resources.map((ref) => `${kind} ${ref}`));
}

function changedByPeer(output) {
  const kinds = { '+': 'added', '-': 'removed' };
  return JSON.parse(output).diff.map(
    ({ diff_type, type, title }) => `${kinds[diff_type] ?? 'changed'} ${type}[${title}]`,
  );
}

function demandSame(name, ours, theirs) {
  const [one, other] = [ours, theirs].map((list) => [...new Set(list)].sort().join('\n'));
  if (one !== other) throw new Error(`${name}: placo found\n${one}\nand octocatalog-diff\n${other}`);
}
