import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { inCopyOf, type Release } from '../support/debian.ts';

const accept = join(packageRoot, 'test/debian/accept.sh');
const program = join(packageRoot, 'bin/placo.js');

/** The releases, and the PHP that each has. */
const releases: readonly (readonly [Release, string])[] = [
  [12, '8.2'],
  [13, '8.4'],
];

describe.each(releases)('the programs of Debian %i', (release, php) => {
  let project: string;
  let machines: readonly string[];

  /** The examples, with this Debian where they have another. */
  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'placo-accept-'));
    for (const folder of ['sites', 'schema'])
      cpSync(join(packageRoot, folder), join(project, folder), { recursive: true });
    for (const file of readdirSync(join(project, 'sites'), { recursive: true, encoding: 'utf8' }))
      if (file.endsWith('.yaml') && !file.includes('lock')) move(join(project, 'sites', file), release, php);
    execFileSync(process.execPath, [program, 'build'], { cwd: project, stdio: 'ignore' });
    const list = execFileSync(process.execPath, [program, 'list', 'machines', '--json'], { cwd: project });
    const all: { site: string; name: string; os: string }[] = JSON.parse(list.toString());
    machines = all
      .filter(({ os }) => os === `debian${release}`)
      .map(({ site, name }) => `${site}/${className(name)}`);
  });

  afterAll(() => rmSync(project, { recursive: true, force: true }));

  function accepted(only: readonly string[]): { refused: string; count: number } {
    const arguments_ = [accept, join(project, 'out'), ...only];
    const { stdout, stderr } = inCopyOf(release, 'bash', arguments_, { namespaces: 'n' });
    return { refused: stdout, count: Number(/accepted (\d+)/.exec(stderr)?.[1]) };
  }

  test('take the files of every machine', () => {
    expect(machines.length).toBeGreaterThan(60);
    const { refused, count } = accepted(machines);
    expect(refused).toBe('');
    expect(count).toBeGreaterThan(4 * machines.length);
  });

  test('refuse what is broken', () => {
    const files = join(project, 'out/sites/bordeaux/files/web08/etc');
    for (const file of [
      'apache2/placo.d/lie.conf',
      `php/${php}/fpm/pool.d/donnees.conf`,
      'chrony/chrony.conf',
      'placo/firewall/v6.rules',
    ])
      writeFileSync(join(files, file), `nonsense\n${readFileSync(join(files, file), 'utf8')}`);
    const { refused } = accepted(['bordeaux/web08']);
    for (const name of ['apache2ctl', `php-fpm${php}`, 'chronyd', 'ip6tables-restore'])
      expect(refused).toContain(`bordeaux/web08: ${name}`);
  });
});

function move(file: string, release: Release, php: string): void {
  const text = readFileSync(file, 'utf8');
  const moved = text.replaceAll(/os: debian1[23]/g, `os: debian${release}`);
  writeFileSync(file, moved.replaceAll(/php: "8\.[24]"/g, `php: "${php}"`));
}

const className = (name: string): string => name.replaceAll('-', '_');
