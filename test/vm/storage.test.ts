import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lan, startLan, type Vm } from './machines.ts';
import { filesOf, moduleFile, renderSite, writing } from './site.ts';

// The kernels are real, and so are LVM, DRBD, the file systems, the NFS server and its client; processors are emulated.

let lan: Lan;
let nfs1: Vm;
let nfs2: Vm;
let web01: Vm;

const address = { nfs1: '10.49.0.21', nfs2: '10.49.0.22', web01: '10.49.0.2' };
const before = renderSite({ htdocs: '64MiB' });
const program = '/usr/local/sbin/placo-volumes';

/** Names a machine, and gives it those of its files that are about storage. */
async function install(vm: Vm, name: keyof typeof address, number: number): Promise<void> {
  const all = [...filesOf(before, name)];
  const files = new Map(
    all.filter(([path]) => /^\/etc\/(drbd|exports|placo\/volumes|systemd|hosts|idmapd)/.test(path)),
  );
  files.set('/etc/drbd.d/global_common.conf', moduleFile('drbd/files/global_common.conf'));
  files.set('/etc/nfs.conf.d/placo.conf', moduleFile('nfs_server/files/nfs.conf'));
  files.set(program, moduleFile('volumes/files/placo-volumes.sh'));
  await vm.shell(`date --set @${Math.floor(Date.now() / 1000)}
    hostname ${name}
    echo ${name} > /etc/hostname
    ip link set eno1 address 52:54:00:00:00:1${number}
    ip link set eno1 up
    ip address add ${address[name]}/24 dev eno1
    ${writing(files)}
    chmod +x ${program}
    mkdir -p /srv/nfs/htdocs /srv/nfs/homes /srv/www
    systemctl daemon-reload`);
}

beforeAll(async () => {
  lan = await startLan(3);
  [nfs1, nfs2, web01] = (await Promise.all([0, 1, 2].map(lan.create))) as [Vm, Vm, Vm];
  await Promise.all([install(nfs1, 'nfs1', 1), install(nfs2, 'nfs2', 2), install(web01, 'web01', 3)]);
  await Promise.all([nfs1, nfs2].map((vm) => vm.shell('vgcreate --quiet vg_data /dev/vdb')));
}, 1_200_000);

afterAll(() => lan?.stop());

const told = (vm: Vm, name: string) => vm.shell(`${program} apply ${name}`);
/** What DRBD says of a volume: who is in charge, the disks, and the connection. */
const mirror = async (vm: Vm, name: string) =>
  (await vm.shell(`drbdadm role ${name}; drbdadm dstate ${name}; drbdadm cstate ${name}`)).split('\n');
const patience = { timeout: 300_000, interval: 2000 };
/** Waits: a connection that processors without a turn let go comes back by itself. */
const inStep = (vm: Vm, name: string) =>
  expect.poll(() => vm.shell(`drbdadm dstate ${name}`), patience).toBe('UpToDate/UpToDate');
const mounted = (vm: Vm) =>
  vm.shell("findmnt --raw --noheadings --output TARGET,SOURCE,FSTYPE | grep '^/srv/nfs/' | sort || :");
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
  expect(await mounted(nfs1)).toBe('/srv/nfs/homes /dev/drbd1 xfs\n/srv/nfs/htdocs /dev/drbd2 ext4');
  for (const vm of [nfs1, nfs2])
    for (const name of ['htdocs', 'homes']) expect(await vm.shell(`${program} check ${name}`)).toBe('');
  await expect
    .poll(() => mirror(nfs2, 'htdocs'), patience)
    .toEqual(['Secondary/Primary', 'UpToDate/UpToDate', 'Connected']);
  expect(await mounted(nfs2)).toBe('');
}, 600_000);

test('a hosting guest mounts its volume; users write what is theirs, and root is nobody', async () => {
  await nfs1.shell('systemctl start nfs-server && exportfs -ra');
  expect(await nfs1.shell('cat /proc/fs/nfsd/versions')).toMatch(/-3 .*\+4\.2/);
  await web01.shell('systemctl start srv-www.mount');
  expect(await web01.shell('findmnt --raw --noheadings --output SOURCE,FSTYPE,OPTIONS /srv/www')).toMatch(
    /^10\.49\.0\.21:\/htdocs nfs4 rw,nosuid,nodev,noatime,vers=4\.2,.*hard,/,
  );
  expect(await web01.shell('stat --format "%u:%g %a" /srv/www/journal')).toBe('20000:33 2750');
  await asUser('echo hello > /srv/www/journal/index.html');
  const there =
    'cat /srv/nfs/htdocs/journal/index.html; stat --format %u:%g /srv/nfs/htdocs/journal/index.html';
  expect(await nfs1.shell(there)).toBe('hello\n20000:33');
  const { stderr } = await web01.run('touch /srv/www/root; touch /srv/www/journal/root');
  expect(stderr.match(/Permission denied/g) ?? []).toHaveLength(2);
  // What is not exported to a client is to it the empty directory of the pseudo-root, below the volume.
  await nfs1.shell('touch /srv/nfs/homes/someone');
  await web01.shell('mount -t nfs4 10.49.0.21:/homes /mnt');
  expect(await web01.shell('ls -A /mnt')).toBe('');
  expect((await web01.run('touch /mnt/mine')).stderr).toContain('Read-only file system');
  await web01.shell('umount /mnt');
}, 600_000);

test('logical volume, mirror and file system grow while they are mounted', async () => {
  const table = filesOf(renderSite({ htdocs: '96MiB' }), 'nfs1').get('/etc/placo/volumes')!;
  for (const vm of [nfs1, nfs2]) await vm.shell(writing(new Map([['/etc/placo/volumes', table]])));
  const steps = async (vm: Vm) =>
    (await told(vm, 'htdocs'))
      .split('\n')
      .filter((line) => /^(lv|drbdadm|mk|resize2fs \/|xfs_|systemctl)/.test(line));
  expect(await steps(nfs2)).toEqual(['lvextend --size 100663296b vg_data/htdocs']);
  await inStep(nfs1, 'htdocs');
  expect(await steps(nfs1)).toEqual([
    'lvextend --size 100663296b vg_data/htdocs',
    'drbdadm resize htdocs',
    'resize2fs /dev/drbd2',
  ]);
  for (const vm of [nfs1, nfs2])
    await expect.poll(() => vm.shell('echo $(($(cat /sys/block/drbd2/size) / 2048))'), patience).toBe('95');
  expect(Number(await web01.shell('echo $(($(stat -fc "%b * %S" /srv/www) / 1048576))'))).toBeGreaterThan(80);
}, 600_000);

test('when the server is lost its mirror takes over, and clients go on where they were', async () => {
  for (const name of ['htdocs', 'homes']) await inStep(nfs2, name);
  await nfs1.kill();
  // DRBD refuses as long as the other node may still be there.
  for (const name of ['htdocs', 'homes'])
    await expect.poll(() => nfs2.shell(`drbdadm cstate ${name}`), patience).toBe('WFConnection');
  await nfs2.shell(`systemctl start nfs-server; ${program} promote`);
  expect(await mounted(nfs2)).toBe('/srv/nfs/homes /dev/drbd1 xfs\n/srv/nfs/htdocs /dev/drbd2 ext4');
  await nfs2.shell(`ip address add ${address.nfs1}/24 dev eno1`);
  expect(await asUser('cat /srv/www/journal/index.html')).toBe('hello');
  await asUser('echo again >> /srv/www/journal/index.html; sync');
  expect(await nfs2.shell('cat /srv/nfs/htdocs/journal/index.html')).toBe('hello\nagain');
}, 600_000);
