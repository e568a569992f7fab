import { expect, test } from 'vitest';
import { type Mutable, platformFixture, serviceAddressFixture } from '../../model/fixture.ts';
import { operatingSystems } from '../../model/os.ts';
import type { Guest, Server, Site, Volume, Website } from '../../model/platform.ts';
import type { Contribution } from '../contribution.ts';
import { resourceFile } from '../drbd/resource.ts';
import { renderVolumes } from './index.ts';

const of = (site: Site, name: string): Contribution =>
  renderVolumes(site).contributions.find(({ machine }) => machine.name === name)!;
const fileOf = ({ files }: Contribution, path: string): string =>
  files.find((each) => each.path === path)!.content;
const entries = (contribution: Contribution): string[] =>
  fileOf(contribution, '/etc/placo/volumes')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
const directories = (site: Site) => entries(of(site, 'nfs1')).filter((line) => line.startsWith('directory'));

test('the server and its mirror have the same volumes, each in its own group', () => {
  const { site } = platformFixture();
  Object.assign(site.servers[1]!, { volumeGroup: 'vg_mirror' });
  const [server, mirror] = [of(site, 'nfs1'), of(site, 'nfs2')];
  const line = 'volume homes vg_data 1099511627776 xfs /srv/nfs/homes srv-nfs-homes.mount nfs1 /dev/drbd1';
  expect(entries(server)).toContain(line);
  expect(entries(mirror)).toEqual(entries(server).map((each) => each.replace('vg_data', 'vg_mirror')));
  const nodes = [site.servers[0]!, site.servers[1]!] as const;
  expect(resourceFile({ volume: site.volumes[0]!, nodes }).match(/disk \/.*/g)).toEqual([
    'disk /dev/vg_data/homes;',
    'disk /dev/vg_mirror/homes;',
  ]);
});

test('a mirrored volume is mounted by nobody at the start, another one with the machine', () => {
  const { site } = platformFixture();
  const unit = '/etc/systemd/system/srv-nfs-homes.mount';
  expect(fileOf(of(site, 'nfs1'), unit)).toMatch(/^What=\/dev\/drbd1$/m);
  expect(fileOf(of(site, 'nfs1'), unit)).not.toContain('[Install]');
  (site.servers[0] as Mutable<Server>).mirror = undefined;
  expect(fileOf(of(site, 'nfs1'), unit)).toMatch(/^What=\/dev\/vg_data\/homes$/m);
  expect(fileOf(of(site, 'nfs1'), unit)).toContain('[Install]\nWantedBy=local-fs.target');
  expect(renderVolumes(site).contributions).toHaveLength(1);
});

test('the programs are those of the file systems in use', () => {
  const { site } = platformFixture();
  expect(of(site, 'nfs1').parameters.packages).toEqual(['lvm2', 'xfsprogs']);
  (site.volumes[0] as Mutable<Volume>).fileSystem = 'ext4';
  expect(of(site, 'nfs1').parameters.packages).toEqual(['e2fsprogs', 'lvm2', 'xfsprogs']);
});

test('both nodes of a pair take the service address, each on its own device, and announce it', () => {
  const { site } = platformFixture();
  const [server, mirror] = site.servers as [Mutable<Server>, Mutable<Server>];
  server.serviceAddress = serviceAddressFixture(site, 'nfs', 20);
  mirror.interfaces = [{ ...mirror.interfaces[0]!, device: 'eno1.10' }];
  mirror.os = operatingSystems.rocky9;
  const lines = (name: string) => entries(of(site, name)).filter((line) => line.startsWith('address'));
  expect(lines('nfs1')).toEqual(['address nfs1 eno1 10.49.0.20/32', 'address nfs1 eno1 fd00:49::14/128']);
  expect(lines('nfs2')).toEqual([
    'address nfs1 eno1.10 10.49.0.20/32',
    'address nfs1 eno1.10 fd00:49::14/128',
  ]);
  expect(of(site, 'nfs1').parameters.packages).toContain('iputils-arping');
  expect(of(site, 'nfs2').parameters.packages).toContain('iputils');
});

test('a website has a directory where its guest mounts it from, for the web server of that guest', () => {
  const { site } = platformFixture();
  const [first] = site.websites as Mutable<Website>[];
  site.websites = [first as Website];
  const guest = first!.guest as Mutable<Guest>;
  expect(directories(site)).toEqual([`directory htdocs ${first!.name} 20000 33`]);
  guest.os = operatingSystems.rocky9;
  first!.documentRoot = '/srv/www/project/web';
  expect(directories(site)).toEqual(['directory htdocs project/web 20000 48']);
  const [mount] = guest.mounts;
  guest.mounts = [mount!, { ...mount!, directory: 'archive/2012', path: '/srv/www/project' }];
  expect(directories(site)).toEqual(['directory htdocs archive/2012/web 20000 48']);
  first!.documentRoot = '/var/www/local';
  expect(directories(site)).toEqual([]);
});
