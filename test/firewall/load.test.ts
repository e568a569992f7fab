import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Mutable } from '../../src/model/fixture.ts';
import type { Guest, Site } from '../../src/model/platform.ts';
import { exampleSite, rulesOf } from './site.ts';

const loader = join(import.meta.dirname, '../../modules/firewall/files/placo-firewall.sh');
let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'placo-load-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Writes a machine's rules where the loader finds them. */
function write(name: string, files: readonly { path: string; content: string }[]): string {
  const directory = join(scratch, name);
  mkdirSync(directory, { recursive: true });
  for (const { path, content } of files) writeFileSync(join(directory, path.split('/').at(-1)!), content);
  return directory;
}

describe.each(['nft', 'legacy'])('the loader, with iptables-%s', (backend) => {
  /** Runs a script in a network namespace that is gone afterwards. */
  function isolated(script: string): string {
    const env = {
      ...process.env,
      LOADER: loader,
      IPTABLES: `iptables-${backend}`,
      IP6TABLES: `ip6tables-${backend}`,
    };
    return execFileSync('unshare', ['--net', 'bash', '-euc', script], {
      env,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  }
  const save = '{ $IPTABLES-save; $IP6TABLES-save; } | sed -E "/^#/d; s/\\[[0-9]+:[0-9]+\\]//"';

  test('takes every machine of the platform, and a second load changes nothing', () => {
    for (const [name, files] of rulesOf(exampleSite())) {
      const directory = write(name, files);
      const [once, twice] = isolated(
        `$LOADER load ${directory}; ${save}; echo ====; $LOADER load ${directory}; ${save}`,
      ).split('====\n');
      expect(twice).toBe(once);
      expect(once).toContain(':INPUT DROP');
      const rules = files.flatMap(({ content }) => content.match(/^-A /gm) ?? []).length;
      const jumps = 2 * 5;
      expect(once!.match(/^-A /gm)).toHaveLength(rules + jumps);
    }
  });

  test("leaves other software's chains and rules as they are", () => {
    const directory = write('infra1', rulesOf(exampleSite()).get('infra1')!);
    const output = isolated(`
      $IPTABLES -N LIBVIRT_INP; $IPTABLES -A LIBVIRT_INP -i virbr0 -p udp --dport 53 -j ACCEPT; $IPTABLES -I INPUT -j LIBVIRT_INP
      $IPTABLES -t nat -N LIBVIRT_PRT; $IPTABLES -t nat -A POSTROUTING -j LIBVIRT_PRT; $IP6TABLES -N f2b-sshd
      $LOADER load ${directory}; $LOADER load ${directory}; ${save}`);
    expect(output).toContain('-A LIBVIRT_INP -i virbr0 -p udp -m udp --dport 53 -j ACCEPT');
    expect(output).toContain('-A INPUT -j LIBVIRT_INP');
    expect(output).toContain('-A POSTROUTING -j LIBVIRT_PRT');
    expect(output).toMatch(/^:f2b-sshd /m);
    expect(output.match(/-A INPUT -j placo-input/g)).toHaveLength(2);
  });

  test.each([
    ['a syntax error', '*filter\n-A placo-input --nonsense\nCOMMIT\n'],
    ['an unknown target', '*filter\n:placo-input - [0:0]\n-A placo-input -j NOWHERE\nCOMMIT\n'],
    ['no COMMIT in the second table', '*raw\nCOMMIT\n*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -j NO-CHAIN\n'],
  ])('refuses a file with %s, and changes nothing', (_, content) => {
    const good = write('good', rulesOf(exampleSite()).get('infra1')!);
    const bad = write('bad', [...rulesOf(exampleSite()).get('infra1')!, { path: '/v6.rules', content }]);
    const output = isolated(
      `$LOADER load ${good}; ${save}; echo ====; ! $LOADER load ${bad} 2>/dev/null; ${save}; ! $LOADER check $IP6TABLES ${bad}/v6.rules 2>/dev/null`,
    );
    const [before, after] = output.split('====\n');
    expect(after).toBe(before);
  });

  test('shuts a machine whose rules do not load at boot', () => {
    const bad = write('bad', [
      ...rulesOf(exampleSite()).get('infra1')!,
      { path: '/v4.rules', content: 'nonsense\n' },
    ]);
    const output = isolated(`! $LOADER load ${bad} 2>/dev/null; ${save}`);
    expect(output.match(/^:(INPUT|FORWARD) DROP/gm)).toHaveLength(4);
  });

  test.each([
    'quote " and backslash \\',
    'trailing backslash\\',
    "single 'quotes' and `backticks` $(reboot)",
    '-j ACCEPT # comment',
    '*filter',
    'é\t日本',
  ])('reads back a service named %s', (service) => {
    const site = exampleSite();
    const web = site.guests.find(({ name }) => name === 'web01')! as Mutable<Guest>;
    web.provides[0] = { ...web.provides[0]!, service };
    const directory = write('hostile', rulesOf(site as Site).get('web01')!);
    const listed = isolated(`$LOADER load ${directory}; $IPTABLES --list placo-input --numeric`);
    expect(listed).toContain(`/* ${service} from proxy1.angers.plm.example */`);
  });
});

test('the loader says how it is used', () => {
  const { status, stderr } = spawnSync(loader, ['nonsense'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^usage: placo-firewall load/);
});
