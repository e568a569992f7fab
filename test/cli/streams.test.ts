// How the program writes: into pipes whose readers are slow, stop early, or do not let the writer wait.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../bin/placo.js', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const command = [program, '-C', root, 'catalog', 'proxy1.bordeaux.plm.example'];
const whole = execFileSync(process.execPath, command, { maxBuffer: 1 << 28 });

test('a reader that stops early is no failure', () => {
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-o', 'pipefail', '-c', '"$0" "$@" | head -c 10', process.execPath, ...command],
    { encoding: 'utf8' },
  );
  expect({ status, stdout, stderr }).toEqual({
    status: 0,
    stdout: whole.toString().slice(0, 10),
    stderr: '',
  });
});

test('files are made whether or not somebody reads their names', () => {
  const project = mkdtempSync(join(tmpdir(), 'unread-'));
  const site = [
    '--domain',
    'angers.plm.example',
    '--contact',
    'admin@plm.example',
    '--internal',
    '10.49.0.0/24',
  ];
  const args = [program, '-C', project, 'new', 'site', 'angers', ...site];
  const { stderr } = spawnSync('bash', ['-c', '"$0" "$@" | true', process.execPath, ...args], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(existsSync(join(project, 'sites/angers/site.yaml'))).toBe(true);
  rmSync(project, { recursive: true });
});

test('a slow reader gets all, also of a pipe that does not let the writer wait', async () => {
  expect(whole.length).toBeGreaterThan(1 << 16);
  // Node hands its children sockets, which are set not to wait.
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'inherit'] });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part: Buffer) => {
    parts.push(part);
    child.stdout.pause();
    setTimeout(() => child.stdout.resume(), 20);
  });
  await once(child, 'close');
  expect(Buffer.concat(parts).equals(whole)).toBe(true);
});
