import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { machinesOf } from '../../src/model/machines.ts';
import { emulated } from '../libvirt/libvirtd.ts';
import { examples } from '../puppet-environment/examples.ts';
import { plannedCommands } from '../support/plan.ts';

// What plans say to type is known where it is typed: guests to the host's libvirt or in its files, servers in the table of
// placo-volumes. That these commands do what they are for is tried in test/vm and test/volumes.

const scratch = mkdtempSync(join(tmpdir(), 'recovery-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const embedded = `qemu:///embed?root=${mkdtempSync(join(scratch, 'root-'))}`;
const { platform, tree } = examples();
const sites = platform.sites.map((site) => [site.name, site] as const);
const machines = new Map(platform.sites.flatMap(machinesOf).map((machine) => [machine.fqdn, machine]));
const planOf = (site: string) => String(tree.get(`plans/${site}/recovery.md`));

/** The files of a machine whose paths begin in a way. */
function filesBelow(fqdn: string, start: string): [path: string, content: string][] {
  const { site, name } = machines.get(fqdn)!;
  const folder = `sites/${site.module}/files/${name}${start}`;
  return [...tree].filter(([path]) => path.startsWith(folder)).map(([path, text]) => [path, String(text)]);
}

const has = (fqdn: string, path: string) => filesBelow(fqdn, path).length > 0;

/** What libvirt says of commands, asked in place of each for the state of its guest, on a host with its definitions. */
function askLibvirt(fqdn: string, lines: readonly string[]): string[] {
  const domains = filesBelow(fqdn, '/etc/libvirt/placo/domain/').map(([path, content]) => {
    const file = join(scratch, `${fqdn}-${basename(path)}`);
    writeFileSync(file, emulated(content).replace(/pc-q35-[\w.]+/, 'pc-q35-7.2'));
    return { file, name: basename(path, '.xml') };
  });
  const asked = lines.map((line) => line.replace(/^virsh \w+/, 'domstate'));
  const defined = domains.map(({ file }) => `define ${file}`);
  const forgotten = domains.map(({ name }) => `undefine ${name}`);
  const script = [...defined, ...asked, ...forgotten].join('; ');
  const { stdout, stderr } = spawnSync('virsh', ['-q', '-c', embedded, script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.match(/^.+$/gm) ?? [];
}

/** Whether a command that no libvirt is asked for makes sense on a machine. */
function isKnown(fqdn: string, line: string): boolean {
  const [, server] = /^placo-volumes (?:promote|demote) (\S+)$/.exec(line) ?? [];
  if (server) {
    const mirrored = new RegExp(`^volume .* ${server} /dev/drbd\\d+$`, 'm');
    return filesBelow(fqdn, '/etc/placo/volumes').some(([, table]) => mirrored.test(table));
  }
  const [, kvm] = /^rm -f \/etc\/libvirt\/qemu\/autostart\/(.+)\.xml$/.exec(line) ?? [];
  if (kvm) return has(fqdn, `/etc/libvirt/placo/domain/${kvm}.xml`);
  const [, file] = /^(?:rm -f \/etc\/xen\/auto|xl create \/etc\/xen\/placo)\/(.+)\.cfg$/.exec(line) ?? [];
  const xen = file ?? /^xl shutdown (.+)$/.exec(line)?.[1];
  if (xen) return has(fqdn, `/etc/xen/placo/${xen}.cfg`);
  const [, units] = /^systemctl start (.+)$/.exec(line) ?? [];
  if (units) return units.split(' ').every((unit) => has(fqdn, `/etc/systemd/system/${unit}`));
  return line === 'drbdadm cstate all' ? has(fqdn, '/etc/drbd.d/') : line === 'systemctl default';
}

test.each(sites)('each command of the plan of %s is known to the machine that it is for', (name) => {
  const plan = planOf(name);
  const blocks = plannedCommands(plan);
  expect(plan.match(/^ *```$/gm)?.length ?? 0).toBe(2 * blocks.length);
  for (const host of new Set(blocks.map(({ fqdn }) => fqdn))) {
    const lines = blocks.flatMap((block) => (block.fqdn === host ? block.lines : []));
    const ofLibvirt = lines.filter((line) => line.startsWith('virsh '));
    if (ofLibvirt.length > 0) expect(askLibvirt(host, ofLibvirt)).toEqual(ofLibvirt.map(() => 'shut off'));
    expect(lines.filter((line) => !ofLibvirt.includes(line) && !isKnown(host, line))).toEqual([]);
  }
});

test.each(sites)(
  'in the plan of %s each running guest is started elsewhere, and comes back',
  (name, site) => {
    const blocks = plannedCommands(planOf(name));
    const started = (heading: string, where: (fqdn: string) => boolean) =>
      blocks
        .filter((block) => block.heading.startsWith(heading) && where(block.fqdn))
        .flatMap(({ lines }) => lines)
        .flatMap((line) => /^(?:virsh start |xl create \/etc\/xen\/placo\/)([\w-]+)/.exec(line)?.[1] ?? [])
        .sort();
    for (const lost of site.hypervisors) {
      const own = site.guests.filter(({ state, production }) => state === 'running' && production === lost);
      const expected = own.map((guest) => guest.name).sort();
      expect(started(`${lost.name}, a hypervisor`, (fqdn) => fqdn !== lost.fqdn)).toEqual(expected);
      expect(started(`When ${lost.name} is back`, (fqdn) => fqdn === lost.fqdn)).toEqual(expected);
    }
  },
);

test('every machine that a plan has made anew has a catalog', () => {
  const applied = sites.flatMap(([name]) => [
    ...planOf(name).matchAll(/--catalog out\/catalogs\/(\S+)\.json/g),
  ]);
  expect(applied.length).toBeGreaterThan(10);
  for (const [, fqdn] of applied) expect(machines.get(fqdn!)?.os.managed).toBe(true);
});
