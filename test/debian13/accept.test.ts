import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { inDebian13 } from '../support/debian13.ts';

const accept = join(packageRoot, 'test/debian13/accept.sh');
const program = join(packageRoot, 'bin/placo.js');

let project: string;
let machines: readonly string[];

/** The examples, with Debian 13 where they have Debian 12. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'placo-debian13-'));
  for (const folder of ['sites', 'schema'])
    cpSync(join(packageRoot, folder), join(project, folder), { recursive: true });
  for (const file of readdirSync(join(project, 'sites'), { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.yaml') && !file.includes('lock')) upgrade(join(project, 'sites', file));
  execFileSync(process.execPath, [program, 'build'], { cwd: project, stdio: 'ignore' });
  const list = execFileSync(process.execPath, [program, 'list', 'machines', '--json'], { cwd: project });
  const all: { site: string; name: string; os: string }[] = JSON.parse(list.toString());
  machines = all.filter(({ os }) => os === 'debian13').map(({ site, name }) => `${site}/${className(name)}`);
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

function upgrade(file: string): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll('os: debian12', 'os: debian13').replaceAll('php: "8.2"', 'php: "8.4"'));
}

const className = (name: string): string => name.replaceAll('-', '_');

function accepted(only: readonly string[]): { refused: string; count: number } {
  const arguments_ = [accept, join(project, 'out'), ...only];
  const { stdout, stderr } = inDebian13('bash', arguments_, { directories: [project], namespaces: 'n' });
  return { refused: stdout, count: Number(/accepted (\d+)/.exec(stderr)?.[1]) };
}

test('the programs of Debian 13 take the files of every machine', () => {
  expect(machines.length).toBeGreaterThan(60);
  const { refused, count } = accepted(machines);
  expect(refused).toBe('');
  expect(count).toBeGreaterThan(4 * machines.length);
});

test('they refuse what is broken', () => {
  const files = join(project, 'out/sites/bordeaux/files/web08/etc');
  for (const file of [
    'apache2/placo.d/lie.conf',
    'php/8.4/fpm/pool.d/donnees.conf',
    'chrony/chrony.conf',
    'placo/firewall/v6.rules',
  ])
    writeFileSync(join(files, file), `nonsense\n${readFileSync(join(files, file), 'utf8')}`);
  const { refused } = accepted(['bordeaux/web08']);
  for (const name of ['apache2ctl', 'php-fpm8.4', 'chronyd', 'ip6tables-restore'])
    expect(refused).toContain(`bordeaux/web08: ${name}`);
});
