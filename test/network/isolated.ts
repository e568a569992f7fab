import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { MachineFile, Rendered } from '../../src/render/contribution.ts';

/** The files that a renderer gives to a machine. */
export function filesOf({ contributions }: Rendered, machine: string): MachineFile[] {
  return contributions.filter((one) => one.machine.name === machine).flatMap(({ files }) => files);
}

/** Writes a machine's files below a directory of their own; `remove` takes it away. */
export function writeFiles(files: readonly MachineFile[]): { root: string; remove(): void } {
  const root = mkdtempSync(join(tmpdir(), 'placo-network-'));
  for (const { path, content } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/**
 * Runs a script with a network, mounts and processes of its own, which are gone with it. What it prints comes back;
 * a failure throws with what it said.
 */
export function isolated(script: string, env: Readonly<Record<string, string>> = {}): string {
  const options = ['--net', '--mount', '--pid', '--fork', '--mount-proc', '--kill-child'];
  return execFileSync(
    'unshare',
    [...options, 'bash', '-euo', 'pipefail', '-c', `ip link set lo up\n${script}`],
    {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: 'pipe',
      timeout: 60_000,
    },
  );
}
