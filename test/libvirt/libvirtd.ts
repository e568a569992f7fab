import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Hypervisor } from '../../src/model/platform.ts';
import { renderLibvirt } from '../../src/render/libvirt/index.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** The script that Puppet puts on hypervisors. */
export const placoLibvirt = join(here, '../../modules/kvm/files/placo-libvirt.sh');

/** What a command left. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a shell script beside a libvirtd of its own. What the script starts ends with it. */
export function besideLibvirtd(scratch: string, script: string): Ran {
  const file = join(scratch, 'script.sh');
  writeFileSync(file, script);
  const args = [
    '-mnpf',
    '--kill-child',
    '--mount-proc',
    'bash',
    join(here, 'libvirtd.sh'),
    scratch,
    'bash',
    file,
  ];
  return spawnSync('unshare', args, { encoding: 'utf8', timeout: 120_000 });
}

/** Writes the files of a hypervisor below a directory, as Puppet writes them below `/`. Guests run without KVM. */
export function writeHost(root: string, host: Hypervisor): void {
  const contributions = renderLibvirt(host.site).contributions.filter(({ machine }) => machine === host);
  for (const { path, content } of contributions.flatMap(({ files }) => files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), emulated(content));
  }
}

/** The same guest on an emulated processor, for a machine without KVM. */
export function emulated(definition: string): string {
  return definition.replace('<domain type="kvm">', '<domain type="qemu">');
}
