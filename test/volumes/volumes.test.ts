import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import type { Run } from '../support/machine.ts';
import { type Storage, startStorage } from './lab.ts';

/** A site whose NFS server has volumes; `server` is what else is said of it. */
function site(server: string, volumes: Record<string, string>): string {
  const described = Object.entries(volumes).map(([name, rest]) => `  ${name}: {server: nfs1, ${rest}}\n`);
  return `domain: angers.plm.example
networks:
  internal: {ipv4: 10.49.0.0/24, ipv6: "fd00:49::/64", nat: infra1}
  public: {ipv4: 192.0.2.0/26, gateway4: 192.0.2.62}
hypervisors:
  hv1: {cores: 8, memory: 32GiB, interfaces: {internal: {device: eno1, ipv4: 10.49.0.11}, public: {device: eno2}}}
servers:
  nfs1: {roles: [nfs], ${server}, interfaces: {internal: {device: eno1, ipv4: 10.49.0.21}}}
  nfs2: {roles: [mirror, logs], interfaces: {internal: {device: eno1, ipv4: 10.49.0.22}}}
  infra1: {interfaces: {internal: {device: eno1, ipv4: 10.49.0.31}, public: {device: eno2, ipv4: 192.0.2.1}}}
services: {log: [nfs2]}
stores: {local: {type: lvm, size: 100GiB}}
volumes:
${described.join('')}`;
}

const homes = (size: string) => ({ homes: `size: ${size}, contents: homes` });
const htdocs = (size: string) => ({ htdocs: `size: ${size}, contents: htdocs, file_system: ext4` });

/** What is mounted below the root of the exports, as `path type MiB`. */
const mounted = ({ shell }: Storage) =>
  shell(`findmnt --raw --noheadings --output TARGET,FSTYPE | grep '^/srv/nfs/' | sort |
    while read -r path type; do echo $path $type $(($(stat -fc '%b * %S' $path) / 1048576)); done`);
/** The paths that are exported, those with a star where they are a mount point only. */
const exported = ({ shell }: Storage) =>
  shell(`sed -n 's/\\s.*[,(]mountpoint[,)].*/*/; s/\\s.*//; p' /var/lib/nfs/etab | sort -u | tr '\\n' ' '`);

/** A run that changed things and failed in none. */
/** The addresses of eno1 that only the node in charge has, and whether they are chosen for what it begins. */
const serviceAddresses = ({ shell }: Storage) =>
  shell(`ip -oneline address show dev eno1 | sed -En 's/.* (inet6? [^ ]*[:.]20\\/[0-9]*) .*/\\1/p'`);
const changed = ({ status, stderr }: Run) => expect(`${status}\n${stderr}`).toBe('2\n');
const nothingLeft = ({ status, stdout, stderr }: Run) =>
  expect(`${status}\n${stdout}${stderr}`).toMatch(
    /^0\nNotice: Compiled catalog[^\n]*\nNotice: Applied catalog[^\n]*\n$/,
  );

describe('a server without a mirror', () => {
  const alone = 'waivers: [{code: check/mirror, reason: a test}]';
  let storage: Storage;
  beforeAll(async () => {
    storage = await startStorage('nfs1');
  });
  afterAll(() => storage.stop());

  test('nothing is exported while its volume group is missing', () => {
    storage.shell(`rm ${storage.machine.directory}/group-vg_data`);
    const { status, stdout, stderr } = storage.apply(site(alone, { ...homes('320MiB'), ...htdocs('60MiB') }));
    expect([4, 6]).toContain(status);
    expect(stdout + stderr).toContain('Volume group "vg_data" not found');
    expect([mounted(storage), exported(storage)]).toEqual(['', '']);
    storage.shell(`touch ${storage.machine.directory}/group-vg_data`);
    storage.told();
  });

  test('volumes are made, formatted, mounted, then exported; a second run changes nothing', () => {
    const described = site(alone, { ...homes('320MiB'), ...htdocs('60MiB') });
    changed(storage.apply(described));
    expect(storage.told()).toEqual([
      'lvcreate --yes --wipesignatures y --zero y --size 335544320b --name homes vg_data',
      'lvcreate --yes --wipesignatures y --zero y --size 62914560b --name htdocs vg_data',
    ]);
    expect(mounted(storage)).toMatch(/^\/srv\/nfs\/homes xfs 2\d\d\n\/srv\/nfs\/htdocs ext4 5\d$/);
    expect(exported(storage)).toBe('/srv/nfs /srv/nfs/htdocs*');
    const options = storage.shell('findmnt --noheadings --output OPTIONS /srv/nfs/homes');
    for (const option of ['noatime', 'nosuid', 'nodev']) expect(options.split(',')).toContain(option);
    nothingLeft(storage.apply(described));
    expect(storage.told()).toEqual([]);
  });

  test('directories of websites belong to their users, and others cannot read them', () => {
    expect(
      storage.shell('cd /srv/nfs/htdocs; stat --format "%n %u:%g %a" journal project project/wiki'),
    ).toBe('journal 20000:33 2750\nproject 0:0 755\nproject/wiki 20001:33 2750');
    const as = (uid: number, gid: number, script: string) =>
      storage.shell(`setpriv --reuid ${uid} --regid ${gid} --clear-groups sh -c '${script}' && echo done`);
    expect(as(20000, 20000, 'cd /srv/nfs/htdocs/journal; umask 022; echo hello > index.html')).toBe('done');
    expect(as(33, 33, 'cat /srv/nfs/htdocs/journal/index.html')).toBe('hello\ndone');
    expect(as(20001, 20001, 'cat /srv/nfs/htdocs/journal/index.html')).toMatch(/Permission denied$/);
    expect(as(33, 33, 'touch /srv/nfs/htdocs/journal/x')).toMatch(/Permission denied$/);
  });

  test('they start with the machine, before exports are read', () => {
    expect(storage.shell('systemctl is-enabled srv-nfs-homes.mount')).toBe('enabled');
    expect(storage.shell('systemctl show --property Before srv-nfs-homes.mount')).toContain(
      'nfs-server.service',
    );
  });

  test('they grow while they are mounted, and the data stay', () => {
    const described = site(alone, { ...homes('400MiB'), ...htdocs('100MiB') });
    changed(storage.apply(described));
    expect(storage.told()).toEqual([
      'lvextend --size 419430400b vg_data/homes',
      'lvextend --size 104857600b vg_data/htdocs',
      'resize2fs /dev/vg_data/htdocs',
    ]);
    expect(mounted(storage)).toMatch(/homes xfs 3\d\d\n.*htdocs ext4 [89]\d$/);
    expect(storage.shell('cat /srv/nfs/htdocs/journal/index.html')).toBe('hello');
    nothingLeft(storage.apply(described));
  });

  test('nothing becomes smaller: the run fails, and the rest of the machine is as it was', () => {
    const { status, stdout, stderr } = storage.apply(
      site(alone, { ...homes('320MiB'), ...htdocs('100MiB') }),
    );
    expect(status).toBe(6);
    expect(stdout + stderr).toContain(
      'homes has 400 MiB and is to have 320 MiB: a volume is never made smaller',
    );
    expect(stdout + stderr).not.toContain('Skipping');
    expect(storage.told()).toEqual([]);
    expect(mounted(storage)).toMatch(/homes xfs 3\d\d\n/);
  });

  const script = '/usr/local/sbin/placo-volumes';

  test.each([
    ['a file system of another type', 'mkfs.ext4 -q -F "$1"', /carries ext4 and no xfs/],
    ['swap', 'mkswap "$1"', /carries swap/],
    ['metadata of DRBD', 'drbdmeta --force 1 v09 "$1" internal create-md 1', /carries drbd/],
    ['what nobody knows', 'printf secret > "$1"', /carries something/],
  ])('a device with %s is never formatted', (_, fill, message) => {
    storage.shell(`lvcreate --size 16777216b --name lists vg_data
      set -- $(readlink /dev/vg_data/lists); ${fill}
      echo "volume lists vg_data 16777216 xfs /srv/nfs/lists srv-nfs-lists.mount nfs1" >>/etc/placo/volumes`);
    const sum = () => storage.shell('sha256sum $(readlink /dev/vg_data/lists)');
    const before = sum();
    expect(storage.shell(`${script} apply lists || echo failed`)).toMatch(message);
    expect(storage.shell(`${script} apply lists || echo failed`)).toMatch(/failed$/);
    expect(sum()).toBe(before);
    storage.shell(
      `losetup --detach $(readlink /dev/vg_data/lists); rm ${storage.machine.directory}/lv-vg_data-lists`,
    );
  });

  test('a link on the way to a directory is not followed', () => {
    storage.shell('cd /srv/nfs/htdocs; rm -r journal; mkdir /tmp/elsewhere; ln -s /tmp/elsewhere journal');
    expect(storage.shell(`${script} apply htdocs || echo failed`)).toMatch(
      /there is a link on the way to \/srv\/nfs\/htdocs\/journal\nfailed$/,
    );
    expect(storage.shell('stat --format "%u %a" /tmp/elsewhere')).toBe('0 755');
  });
});

describe('a server and its mirror', () => {
  const address = 'service_address: {name: nfs, ipv4: 10.49.0.20, ipv6: "fd00:49::20"}';
  const described = (size: string) =>
    site(`mirror: nfs2, ${address}`, { ...homes(size), ...htdocs('60MiB') });
  const both = 'inet 10.49.0.20/32\ninet6 fd00:49::20/128';
  const storages: Storage[] = [];
  afterAll(() => {
    for (const storage of storages) storage.stop();
  });

  test.each(['nfs1', 'nfs2'])(
    'on %s, nothing is formatted or mounted before somebody puts it in charge',
    async (name) => {
      const storage = await startStorage(name);
      storages.push(storage);
      changed(storage.apply(described('320MiB')));
      expect(storage.told()).toEqual([
        'lvcreate --yes --wipesignatures y --zero y --size 335544320b --name homes vg_data',
        'drbdadm create-md homes',
        'drbdadm up homes',
        'lvcreate --yes --wipesignatures y --zero y --size 62914560b --name htdocs vg_data',
        'drbdadm create-md htdocs',
        'drbdadm up htdocs',
      ]);
      expect([mounted(storage), exported(storage)]).toEqual(['', '/srv/nfs /srv/nfs/htdocs*']);
      expect(storage.shell('systemctl is-enabled srv-nfs-homes.mount')).toBe('static');
      for (const device of ['/dev/vg_data/homes', '/dev/vg_data/htdocs'])
        expect(storage.shell(`blkid --probe --match-tag TYPE --output value ${device}`)).toBe('drbd');
      nothingLeft(storage.apply(described('320MiB')));
      expect(storage.told()).toEqual([]);
    },
  );

  test('the server that is in charge is formatted by the next run, and the mirror is left as it is', () => {
    const [server, mirror] = storages as [Storage, Storage];
    server.shell('drbdadm primary --force homes; drbdadm primary --force htdocs');
    server.told();
    changed(server.apply(described('320MiB')));
    expect(mounted(server)).toMatch(/^\/srv\/nfs\/homes xfs 2\d\d\n\/srv\/nfs\/htdocs ext4 5\d$/);
    expect(server.shell('findmnt --noheadings --output SOURCE /srv/nfs/homes')).toBe(
      server.shell('readlink /dev/drbd1'),
    );
    expect(exported(server)).toBe('/srv/nfs /srv/nfs/htdocs*');
    nothingLeft(server.apply(described('320MiB')));
    nothingLeft(mirror.apply(described('320MiB')));
    expect(mounted(mirror)).toBe('');
  });

  test('both grow, the file system with its DRBD device', () => {
    const [server, mirror] = storages as [Storage, Storage];
    for (const storage of [server, mirror]) storage.told();
    changed(mirror.apply(described('400MiB')));
    expect(mirror.told()).toEqual(['lvextend --size 419430400b vg_data/homes']);
    changed(server.apply(described('400MiB')));
    expect(server.told()).toEqual(['lvextend --size 419430400b vg_data/homes', 'drbdadm resize homes']);
    expect(mounted(server)).toMatch(/homes xfs 3\d\d\n/);
    nothingLeft(server.apply(described('400MiB')));
  });

  test('a mirror that takes over has everything mounted, with its directories, and exported', () => {
    const mirror = storages[1]!;
    // What DRBD would have brought.
    mirror.shell('mkfs.xfs -q $(readlink /dev/drbd1); mkfs.ext4 -q $(readlink /dev/drbd2)');
    expect(mirror.shell('/usr/local/sbin/placo-volumes promote')).toContain(
      'install -d -o 20000 -g 33 -m 2750',
    );
    expect(mounted(mirror)).toMatch(/^\/srv\/nfs\/homes xfs \d+\n\/srv\/nfs\/htdocs ext4 5\d$/);
    expect(exported(mirror)).toBe('/srv/nfs /srv/nfs/htdocs*');
    expect(mirror.shell('stat --format "%u:%g %a" /srv/nfs/htdocs/journal')).toBe('20000:33 2750');
  });

  test('it takes the addresses that clients use, and begins nothing with them itself', () => {
    const mirror = storages[1]!;
    expect(serviceAddresses(mirror)).toBe(both);
    for (const peer of ['10.49.0.31', 'fd00:49::31'])
      expect(mirror.shell(`ip route get ${peer}`)).not.toMatch(/src \S*[.:]20\b/);
    expect(mirror.shell('ip address show dev eno1 to fd00:49::20')).not.toMatch(/tentative|dadfailed/);
    expect(mirror.shell('/usr/local/sbin/placo-volumes promote; echo $?')).toBe('0');
    expect(mirror.shell('/usr/local/sbin/placo-volumes promote nfs2; echo $?')).toMatch(
      /there is no mirrored volume of nfs2 in .*\n1$/,
    );
  });

  test.each([
    ['10.49.0.20', '/24', ''],
    ['fd00:49::20', '/64 nodad', 'inet 10.49.0.20/32'],
  ])(
    '%s is not taken from another machine, and is when that one has let go of it',
    (address, added, other) => {
      const mirror = storages[1]!;
      mirror.shell('/usr/local/sbin/placo-volumes demote');
      mirror.shell(`ip netns add other; ip link add port type veth peer name eth0 netns other
      ip link set port master eno1 up; ip -n other link set eth0 up; ip -n other address add ${address}${added} dev eth0`);
      const promote = '/usr/local/sbin/placo-volumes promote; echo $?';
      expect(mirror.shell(promote).split('\n').slice(-2)).toEqual([
        `placo-volumes: another machine has ${address}: it must let go of it, or be off, first`,
        '1',
      ]);
      expect(serviceAddresses(mirror)).toBe(other);
      mirror.shell('ip netns delete other');
      expect(mirror.shell(promote)).toMatch(/(^|\n)0$/);
      expect(serviceAddresses(mirror)).toBe(both);
    },
  );

  test('a node that gives its charge back keeps nothing mounted, and the server of NFS goes on', () => {
    const mirror = storages[1]!;
    mirror.told();
    const demote = '/usr/local/sbin/placo-volumes demote; echo $?; systemctl is-active nfs-server';
    const held = mirror.shell(`sleep 600 < /srv/nfs/htdocs/journal & ${demote}; kill $!; wait`);
    expect(held.split('\n').slice(-2)).toEqual(['1', 'active']);
    expect([mounted(mirror), mirror.told()]).toEqual([expect.stringContaining('htdocs'), []]);
    expect(mirror.shell(demote)).toBe('0\nactive');
    expect(serviceAddresses(mirror)).toBe('');
    expect([mounted(mirror), mirror.told()]).toEqual([
      '',
      ['drbdadm secondary homes', 'drbdadm secondary htdocs'],
    ]);
    nothingLeft(mirror.apply(described('400MiB')));
  });
});

test('the script is what shellcheck finds nothing to say about', () => {
  const script = join(packageRoot, 'modules/volumes/files/placo-volumes.sh');
  expect(spawnSync('shellcheck', [script], { encoding: 'utf8' }).stdout).toBe('');
});
