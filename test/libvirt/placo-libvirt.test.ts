import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mutable, platformFixture } from '../../src/model/fixture.ts';
import type { Guest, Hypervisor, NfsStore } from '../../src/model/platform.ts';
import { besideLibvirtd, placoLibvirt, type Ran, writeHost } from './libvirtd.ts';

// Not below /tmp, which may be in memory: guests open their images past the page cache.
const scratch = mkdtempSync('/var/tmp/placo-libvirt-');
afterAll(() => rmSync(scratch, { recursive: true }));

/** Two hosts of a site whose shared store is a directory that both see. */
function writeHosts(): void {
  const { site } = platformFixture();
  const store = site.stores[0] as Mutable<NfsStore>;
  store.mountPoint = join(scratch, 'store');
  site.stores.length = 1;
  for (const host of site.hypervisors as Mutable<Hypervisor>[]) host.cpuModel = 'qemu64';
  site.guests = site.guests.filter((guest) => guest.disks[0]!.store === store);
  for (const guest of site.guests as Mutable<Guest>[]) guest.memory = 64 * 1024 ** 2;
  for (const host of site.hypervisors) {
    writeHost(join(scratch, host.name), host);
    cpSync(
      join(scratch, host.name, 'etc/libvirt/qemu-lockd.conf'),
      join(scratch, host.name, 'qemu-lockd.conf'),
    );
  }
}

beforeAll(() => {
  writeHosts();
  mkdirSync(join(scratch, 'store/.placo-locks'), { recursive: true });
  for (const name of ['web01', 'web02'])
    execFileSync('truncate', ['--size', '1M', join(scratch, `store/${name}-system.raw`)]);
});

/** What the scripts below begin with. */
const prelude = `
host() { cp -r "${scratch}/$1/etc/libvirt/placo" /etc/libvirt/; }
placo() { sh "${placoLibvirt}" "$@"; }
says() { if "$@" >/dev/null 2>&1; then echo yes; else echo no; fi; }
virsh() { command virsh -q "$@"; }
`;

function on(host: string, script: string): Ran {
  return besideLibvirtd(join(scratch, host), `${prelude}\nhost ${host}\n${script}`);
}

/** The lines that a script printed, each `label: value`. */
function answers({ stdout }: Ran): Record<string, string> {
  return Object.fromEntries(
    stdout.split('\n').flatMap((line) => {
      const [, label, value] = /^([\w ]+): *(.*?) *$/.exec(line) ?? [];
      return label ? [[label, value!]] : [];
    }),
  );
}

test('what is defined once is not defined again, and a change on either side is seen', () => {
  const ran = on(
    'hv1',
    `
    for kind in network pool domain; do
      for file in /etc/libvirt/placo/$kind/*.xml; do
        name=$(basename $file .xml)
        echo "before $name: $(says placo check $kind $name autostart)"
        placo apply $kind $name autostart >/dev/null
        echo "after $name: $(says placo check $kind $name autostart)"
      done
    done
    echo "manual: $(says placo check domain web01 manual)"
    virsh setmaxmem web01 32M --config
    echo "changed by hand: $(says placo check domain web01 autostart)"
    placo apply domain web01 autostart >/dev/null
    echo "restored: $(virsh dominfo web01 | grep 'Max memory')"
    sed -i 's/65536/131072/' /etc/libvirt/placo/domain/web01.xml
    echo "changed in the file: $(says placo check domain web01 autostart)"
    placo apply domain web01 autostart >/dev/null
    echo "followed: $(virsh dominfo web01 | grep 'Max memory')"
  `,
  );
  expect(ran.stderr).toBe('');
  const { restored, followed, ...said } = answers(ran);
  const names = ['internal', 'public', 'containers', 'web01', 'web02', 'proxy1', 'icinga_nfs'];
  expect(said).toEqual({
    ...Object.fromEntries(
      names.flatMap((name) => [
        [`before ${name}`, 'no'],
        [`after ${name}`, 'yes'],
      ]),
    ),
    manual: 'no',
    'changed by hand': 'no',
    'changed in the file': 'no',
  });
  expect(restored).toContain('65536 KiB');
  expect(followed).toContain('131072 KiB');
});

test('a guest that runs goes on running, whatever becomes of its definition', () => {
  const ran = on(
    'hv1',
    `
    placo apply network internal autostart >/dev/null
    placo apply domain web01 autostart >/dev/null
    virsh start web01 || cat /var/log/libvirt/qemu/web01.log
    echo "unchanged: $(says placo check domain web01 autostart)"
    before=$(cat /run/libvirt/qemu/web01.pid)
    sed -i 's/65536/131072/' /etc/libvirt/placo/domain/web01.xml
    placo apply domain web01 autostart >/dev/null
    echo "state: $(virsh domstate web01)"
    echo "checked: $(says placo check domain web01 autostart)"
    [ "$before" = "$(cat /run/libvirt/qemu/web01.pid)" ] && kill -0 "$before" && echo "process: the same"
    rm /etc/libvirt/placo/domain/web01.xml
    echo "forgotten before: $(says placo check-forgotten)"
    placo forget >/dev/null
    echo "forgotten after: $(says placo check-forgotten)"
    echo "state after: $(virsh domstate web01)"
    echo "at boot: $(virsh list --all --autostart --name)"
    virsh destroy web01
    placo forget >/dev/null
    echo "at last: $(virsh list --all --name)"
  `,
  );
  expect(ran.stderr).toBe('');
  expect(answers(ran)).toEqual({
    unchanged: 'yes',
    state: 'running',
    checked: 'yes',
    process: 'the same',
    'forgotten before': 'no',
    'forgotten after': 'yes',
    'state after': 'running',
    'at boot': '',
    'at last': '',
  });
});

test('only the host in production starts a guest at boot, and none is started by being defined', () => {
  const ran = on(
    'hv2',
    `
    for name in web01 web02; do placo apply domain $name autostart && placo apply domain $name manual; done >/dev/null
    echo "at boot: $(virsh list --all --autostart --name | xargs)"
    echo "running: $(virsh list --name | xargs)"
    echo "defined: $(virsh list --all --name | xargs)"
  `,
  );
  expect(answers(ran)).toEqual({ 'at boot': '', running: '', defined: 'web01 web02' });
});

// QEMU itself locks images in files, so the second host sees a copy under the same name: only virtlockd is left to object.
test('a guest that runs on one host does not start on another', () => {
  const start = 'placo apply network internal autostart; placo apply domain web01 manual; virsh start web01';
  const image = join(scratch, 'store/web01-system.raw');
  const nested = join(scratch, 'nested.sh');
  const copy = `cp "${image}" "${image}.copy"; mount --bind "${image}.copy" "${image}"`;
  writeFileSync(nested, `${prelude}\nhost hv2\n${copy}\n${start}\necho "$1: $(virsh domstate web01)"\n`);
  const second = `unshare -mnpf --kill-child --mount-proc bash "$LIBVIRTD_SH" "${scratch}/hv2" bash "${nested}"`;
  const ran = on(
    'hv1',
    `
    ${start}
    echo "first: $(virsh domstate web01)"
    ${second} second
    virsh destroy web01
    ${second} moved
  `,
  );
  expect(answers(ran)).toEqual({ first: 'running', second: 'shut off', moved: 'running' });
  expect(ran.stderr).toMatch(/Lockspace resource '[0-9a-f]+' is locked/);
});

test('the script is what shellcheck finds nothing to say about', () => {
  expect(spawnSync('shellcheck', [placoLibvirt], { encoding: 'utf8' }).stdout).toBe('');
});
