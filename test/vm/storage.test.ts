import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { plannedCommands } from '../support/plan.ts';
import { install, program } from './install.ts';
import { type Lan, startLan, type Vm } from './machines.ts';
import { addressOf, filesOf, renderSite, writing } from './site.ts';
import { startWriter } from './writer.ts';

// The kernels are real, and so are LVM, DRBD, the file systems, the packet filter, the NFS server and its client; processors
// are emulated. Each test goes on from the one before.

let lan: Lan;
let nfs1: Vm;
let nfs2: Vm;
let web01: Vm;
let failed: string | undefined;

const before = renderSite({ htdocs: '64MiB' });
/** Where clients find the volumes, on whichever node they are. */
const server = addressOf(before, 'web01', 'nfs');
const peer = addressOf(before, 'nfs2');
const numbers = 'journal/numbers';

beforeAll(async () => {
  lan = await startLan(3);
  [nfs1, nfs2, web01] = (await Promise.all([0, 1, 2].map(lan.create))) as [Vm, Vm, Vm];
  await Promise.all([
    install(nfs1, before, 'nfs1'),
    install(nfs2, before, 'nfs2'),
    install(web01, before, 'web01', addressOf(before, 'web01')),
  ]);
}, 1_200_000);

afterAll(() => lan?.stop());

beforeEach(({ task }) => {
  if (failed) throw new Error(`this goes on from where '${failed}' has failed`);
  onTestFailed(async () => {
    failed ??= task.name;
    for (const vm of [nfs1, nfs2, web01]) console.error(await vm.shell(log).catch(String));
  });
});

/** What a machine knows of a failure; that it was asked something is of lesser priority. */
const log =
  'hostname; journalctl --no-pager -kn 30; journalctl --no-pager -p notice -n 30; cat /proc/drbd || :';
const told = (vm: Vm, name: string) => vm.shell(`${program} apply ${name}`);
/** What DRBD says of a volume: who is in charge, the disks, and the connection. */
const mirror = async (vm: Vm, name: string) =>
  (await vm.shell(`drbdadm role ${name}; drbdadm dstate ${name}; drbdadm cstate ${name}`)).split('\n');
const patience = { timeout: 300_000, interval: 2000 };
/** Waits: a connection that processors without a turn let go comes back by itself. */
const inStep = async (vm: Vm) => {
  for (const name of ['htdocs', 'homes'])
    await expect.poll(() => vm.shell(`drbdadm dstate ${name}`), patience).toBe('UpToDate/UpToDate');
};
const mounted = (vm: Vm) =>
  vm.shell("findmnt --raw --noheadings --output TARGET,SOURCE,FSTYPE | grep '^/srv/nfs/' | sort || :");
/** Whether a node has the address that clients use. */
const holds = async (vm: Vm) => (await vm.shell(`ip -oneline address show dev eno1 to ${server}`)) !== '';
/** Types what the plan for the loss of a server says, and nothing else. */
const asPlanned = async (vm: Vm, heading: string) => {
  const host = await vm.shell('hostname');
  const planned = plannedCommands(String(before.get('plans/angers/recovery.md')));
  const here = planned.filter((each) => each.heading === heading && each.fqdn.startsWith(`${host}.`));
  expect(here).toHaveLength(1);
  for (const line of here[0]!.lines) await vm.shell(line);
};
const both = '/srv/nfs/homes /dev/drbd1 xfs\n/srv/nfs/htdocs /dev/drbd2 ext4';
const asUser = (script: string) =>
  web01.shell(`setpriv --reuid 20000 --regid 33 --clear-groups sh -c '${script}'`);

test('both nodes make logical volumes and blank mirrors, and neither formats', async () => {
  await Promise.all([nfs1, nfs2].map(async (vm) => [await told(vm, 'htdocs'), await told(vm, 'homes')]));
  for (const vm of [nfs1, nfs2]) {
    await expect
      .poll(() => mirror(vm, 'htdocs'), patience)
      .toEqual(['Secondary/Secondary', 'Inconsistent/Inconsistent', 'Connected']);
    expect(await mounted(vm)).toBe('');
    const sizes = await vm.shell('lvs --noheadings --nosuffix --units m --options lv_name,lv_size vg_data');
    expect(sizes.split(/\s+/)).toEqual(['homes', '320.00', 'htdocs', '64.00']);
  }
}, 600_000);

test('the node that is put in charge formats and mounts, and has nothing left to do; the other one follows', async () => {
  await nfs1.shell('drbdadm primary --force htdocs && drbdadm primary --force homes');
  expect(await told(nfs1, 'htdocs')).toContain('mkfs.ext4 -q /dev/drbd2');
  expect(await told(nfs1, 'homes')).toContain('mkfs.xfs -q /dev/drbd1');
  expect(await mounted(nfs1)).toBe(both);
  for (const vm of [nfs1, nfs2])
    for (const name of ['htdocs', 'homes']) expect(await vm.shell(`${program} check ${name}`)).toBe('');
  await expect
    .poll(() => mirror(nfs2, 'htdocs'), patience)
    .toEqual(['Secondary/Primary', 'UpToDate/UpToDate', 'Connected']);
  expect(await mounted(nfs2)).toBe('');
  expect(await holds(nfs1)).toBe(false);
  await nfs1.shell(`${program} promote`);
  expect([await holds(nfs1), await holds(nfs2)]).toEqual([true, false]);
}, 600_000);

test('a hosting guest mounts its volume; users write what is theirs, and root is nobody', async () => {
  await Promise.all(
    [nfs1, nfs2].map((vm) => vm.shell('systemctl enable --now nfs-server\n exportfs -ra\n sync')),
  );
  expect(await nfs1.shell('cat /proc/fs/nfsd/versions')).toMatch(/-3 .*\+4\.2/);
  await web01.shell('systemctl start srv-www.mount');
  const mount = await web01.shell('findmnt --raw --noheadings --output SOURCE,FSTYPE,OPTIONS /srv/www');
  expect(mount).toMatch(/^\S+ nfs4 rw,nosuid,nodev,noatime,vers=4\.2,.*hard,/);
  expect(mount.split(' ')[0]).toBe(`${server}:/htdocs`);
  expect(await web01.shell('stat --format "%u:%g %a" /srv/www/journal')).toBe('20000:33 2750');
  await asUser('echo hello > /srv/www/journal/index.html');
  const there =
    'cat /srv/nfs/htdocs/journal/index.html; stat --format %u:%g /srv/nfs/htdocs/journal/index.html';
  expect(await nfs1.shell(there)).toBe('hello\n20000:33');
  const { stderr } = await web01.run('touch /srv/www/root; touch /srv/www/journal/root');
  expect(stderr.match(/Permission denied/g) ?? []).toHaveLength(2);
}, 600_000);

test.each([
  { what: 'what is not exported to a client', name: 'homes', host: server },
  { what: 'what is not mounted on the mirror', name: 'htdocs', host: peer },
])(
  '$what is to clients an empty directory',
  async ({ name, host }) => {
    await nfs1.shell(`touch /srv/nfs/${name}/something`);
    await web01.shell(`mount -t nfs4 ${host}:/${name} /mnt`);
    expect(await web01.shell('ls -A /mnt')).toBe('');
    expect((await web01.run('touch /mnt/mine')).stderr).toContain('Read-only file system');
    await web01.shell('umount /mnt');
  },
  600_000,
);

test('logical volume, mirror and file system grow while they are mounted', async () => {
  const table = filesOf(renderSite({ htdocs: '96MiB' }), 'nfs1').get('/etc/placo/volumes')!;
  for (const vm of [nfs1, nfs2]) await vm.shell(writing(new Map([['/etc/placo/volumes', table]])));
  const steps = async (vm: Vm) =>
    (await told(vm, 'htdocs'))
      .split('\n')
      .filter((line) => /^(lv|drbdadm|mk|resize2fs \/|xfs_|systemctl)/.test(line));
  expect(await steps(nfs2)).toEqual(['lvextend --size 100663296b vg_data/htdocs']);
  await inStep(nfs1);
  expect(await steps(nfs1)).toEqual([
    'lvextend --size 100663296b vg_data/htdocs',
    'drbdadm resize htdocs',
    'resize2fs /dev/drbd2',
  ]);
  for (const vm of [nfs1, nfs2])
    await expect.poll(() => vm.shell('echo $(($(cat /sys/block/drbd2/size) / 2048))'), patience).toBe('95');
  expect(Number(await web01.shell('echo $(($(stat -fc "%b * %S" /srv/www) / 1048576))'))).toBeGreaterThan(80);
}, 600_000);

test('when the server is lost while a client writes its mirror takes over, and the client goes on', async () => {
  await inStep(nfs2);
  const writer = await startWriter(web01, `/srv/www/${numbers}`, 20000, 33);
  await expect.poll(writer.synced, patience).toBeGreaterThan(10);
  await nfs1.kill();
  // DRBD refuses as long as the other node may still be there.
  for (const name of ['htdocs', 'homes'])
    await expect.poll(() => nfs2.shell(`drbdadm cstate ${name}`), patience).toBe('WFConnection');
  const synced = await writer.synced();
  await asPlanned(nfs2, 'nfs1, an NFS server, is lost');
  expect(await mounted(nfs2)).toBe(both);
  expect(await holds(nfs2)).toBe(true);
  expect(Number(await nfs2.shell(`tail -n 1 /srv/nfs/htdocs/${numbers}`))).toBeGreaterThanOrEqual(synced);
  await expect.poll(writer.synced, patience).toBeGreaterThan(synced + 10);
  const last = await writer.stop();
  expect(await nfs2.shell(`seq ${last} | cmp - /srv/nfs/htdocs/${numbers}`)).toBe('');
  expect(await asUser('cat /srv/www/journal/index.html')).toBe('hello');
}, 600_000);

test('the server that was lost starts and catches up beside its mirror, whose charge it cannot take', async () => {
  nfs1 = await lan.start(0);
  await inStep(nfs1);
  expect(await mounted(nfs1)).toBe('');
  expect((await nfs1.run(`${program} promote`)).status).not.toBe(0);
  expect([await holds(nfs1), await mounted(nfs1)]).toEqual([false, '']);
  await asUser(`echo beside >> /srv/www/${numbers}; sync`);
  expect(await nfs2.shell(`tail -n 1 /srv/nfs/htdocs/${numbers}`)).toBe('beside');
}, 600_000);

test('the mirror gives its charge back, and the server takes its place again', async () => {
  const written = await nfs2.shell(`cksum < /srv/nfs/htdocs/${numbers}`);
  await asPlanned(nfs2, 'When nfs1 is back');
  expect([await mounted(nfs2), await holds(nfs2)]).toEqual(['', false]);
  await asPlanned(nfs1, 'When nfs1 is back');
  expect([await mounted(nfs1), await holds(nfs1)]).toEqual([both, true]);
  expect(await nfs1.shell(`cksum < /srv/nfs/htdocs/${numbers}`)).toBe(written);
  await asUser(`echo again >> /srv/www/${numbers}; sync`);
  expect(await nfs1.shell(`tail -n 1 /srv/nfs/htdocs/${numbers}`)).toBe('again');
  await inStep(nfs2);
}, 600_000);
