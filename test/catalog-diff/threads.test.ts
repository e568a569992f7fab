import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GivenRepository, givenComparer, machinesOfGiven } from '../../src/cli/diff-repository.ts';
import type { MachineOutcome } from '../../src/diff/catalogs/report.ts';
import { packageRoot } from '../../src/package-root.ts';
import { openRevision } from '../../src/sources/revision.ts';
import { workersFor } from '../../src/threads/workers.ts';

const directory = mkdtempSync(join(tmpdir(), 'placo-threads-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const machines = Array.from({ length: 14 }, (_, index) => `web${String(index).padStart(2, '0')}.example.com`);

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], { cwd: directory });

function commit(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  git('add', '.');
  git('commit', '-qm', 'x');
}

const manifest = (odd: string) => `
node /[13579]\\./ { file { '/etc/motd': content => "\${facts['word']} ${odd}\\n" } ~> service { 'motd': } }
node default { file { '/plain': source => 'puppet:///modules/m/plain' } notify { template('m/a'): } }
`;

beforeAll(() => {
  git('init', '-q');
  const facts = machines.map((name, index) => [`facts/${name}.json`, `{"word": "é${index}"}`] as const);
  commit({
    ...Object.fromEntries(facts),
    'manifests/site.pp': manifest('one'),
    'modules/m/files/plain': 'before\n',
    'modules/m/templates/a': '<%= @facts["word"] %>',
  });
  commit({ 'manifests/site.pp': manifest('two'), 'modules/m/files/plain': 'after\n' });
});

function given(): GivenRepository {
  const contents = new Map<string, Uint8Array>();
  return {
    repository: {
      directory,
      facts: join(directory, 'facts'),
      settings: { globalData: undefined, eyaml: {}, puppetVersion: 7 },
      collectExported: false,
    },
    before: openRevision(directory, 'HEAD~1', contents)!,
    after: openRevision(directory, 'HEAD', contents),
  };
}

test('threads tell of each machine what this one does', () => {
  const repository = given();
  const found = new Map<string, MachineOutcome>();
  const compare = givenComparer(given());
  const workers = workersFor<string, MachineOutcome>({
    file: join(packageRoot, 'bin/worker.js'),
    begin: { chunk: 'diff-worker.js', data: repository },
    here: (certname) => {
      if (availableParallelism() > 1) throw new Error(`no thread compared ${certname}`);
      return compare(certname);
    },
    helps: false,
    youngMemory: 96,
  });
  try {
    workers.start();
    workers.giveAll(machinesOfGiven(repository), (certname, outcome) => found.set(certname, outcome));
  } finally {
    workers.stop();
  }
  expect([...found.keys()].sort()).toEqual(machines);
  for (const certname of machines) {
    expect(found.get(certname)).toEqual(compare(certname));
    expect(found.get(certname)!.changes).toBeDefined();
  }
});
