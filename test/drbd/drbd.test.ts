import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { type Mutable, platformFixture } from '../../src/model/fixture.ts';
import { operatingSystems } from '../../src/model/os.ts';
import type { Server, Site } from '../../src/model/platform.ts';
import { packageRoot } from '../../src/package-root.ts';
import { renderDrbd } from '../../src/render/drbd/index.ts';
import { examples } from '../puppet-environment/examples.ts';

const scratch = mkdtempSync(join(tmpdir(), 'drbd-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const script = fileURLToPath(new URL('./drbdadm.sh', import.meta.url));

/** The versions of DRBD that the kernels have: Debian's own, and ELRepo's for EL. */
const versions = { debian: '8.4.11', redhat: '9.1.20' };

/** What drbdadm makes of a node's resources. */
function drbdadm(site: Site, name: string, address?: string) {
  const { machine, files } = renderDrbd(site).contributions.find((each) => each.machine.name === name)!;
  const directory = mkdtempSync(join(scratch, 'node-'));
  cpSync(join(packageRoot, 'modules/drbd/files/global_common.conf'), join(directory, 'global_common.conf'));
  for (const { path, content } of files) writeFileSync(join(directory, basename(path)), content);
  const own = address ?? `${machine.interfaces[0]!.ipv4}/24`;
  const args = ['-mun', 'bash', script, directory, machine.hostname, own, versions[machine.os.family]];
  return spawnSync('unshare', args, { encoding: 'utf8' });
}

/** The fixture, with servers that have DRBD 9. */
function withRocky(): Site {
  const { site } = platformFixture();
  for (const server of site.servers) Object.assign(server, { os: operatingSystems.rocky9 });
  return site;
}

test('both nodes read the same resources', () => {
  const site = withRocky();
  const [one, other] = ['nfs1', 'nfs2'].map((name) => drbdadm(site, name));
  expect([one!.stderr, one!.status]).toEqual(['', 0]);
  expect([other!.stderr, other!.status]).toEqual(['', 0]);
  for (const volume of site.volumes) {
    expect(one!.stdout).toMatch(new RegExp(`drbdsetup new-minor ${volume.name} ${volume.fsid} 0`));
    expect(one!.stdout).toContain(`/dev/vg_data/${volume.name}`);
  }
  expect(one!.stdout).toMatch(/new-peer homes 1 .*--protocol=C/);
  expect(other!.stdout).toMatch(/new-peer homes 0 .*--protocol=C/);
  expect(one!.stdout).toContain('ipv4:10.49.0.21:7788 ipv4:10.49.0.22:7788');
  expect(one!.stdout).toContain('--verify-alg=crc32c');
});

test('the DRBD of Debian reads them without node-ids', () => {
  const { site } = platformFixture();
  for (const name of ['nfs1', 'nfs2']) {
    const { stderr, status, stdout } = drbdadm(site, name);
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toMatch(
      /drbdsetup-84 connect homes .*10\.49\.0\.2[12]:7788.*--verify-alg=crc32c.*--protocol=C/,
    );
  }
});

test.each(['8', '9'])(
  'the start of a machine with DRBD %s waits for its peer for a while only',
  (version) => {
    const { stderr, stdout } = drbdadm(version === '9' ? withRocky() : platformFixture().site, 'nfs1');
    expect(stderr).toBe('');
    for (const option of ['wfc', 'degr-wfc', 'outdated-wfc'])
      expect(stdout).toMatch(new RegExp(`wait-connect.* --${option}-timeout=30`));
  },
);

test('a node keeps its id when the roles change', () => {
  const site = withRocky();
  const [nfs1, nfs2] = site.servers as Mutable<Server>[];
  const before = renderDrbd(site).contributions[0]!.files;
  nfs1!.mirror = undefined;
  nfs2!.mirror = nfs1 as Server;
  for (const volume of site.volumes) Object.assign(volume, { server: nfs2 });
  expect(renderDrbd(site).contributions[0]!.files).toEqual(before);
});

test('nodes that only have IPv6 addresses find each other', () => {
  const { site } = platformFixture();
  for (const server of site.servers as Mutable<Server>[])
    server.interfaces = server.interfaces.map((each) => ({ ...each, ipv4: undefined }));
  const { stderr, stdout } = drbdadm(site, 'nfs1', 'fd00:49::15/64');
  expect(stderr).toBe('');
  expect(stdout.replaceAll('\\', '')).toContain('ipv6:[fd00:49::15]:7788 ipv6:[fd00:49::16]:7788');
});

test('one of the two nodes compares them every month', () => {
  const { contributions } = renderDrbd(platformFixture().site);
  expect(contributions.map(({ machine, parameters }) => [machine.name, parameters.verify])).toEqual([
    ['nfs1', true],
    ['nfs2', false],
  ]);
});

test('what drbdadm could misread is refused, and more volumes than ports are reported', () => {
  const { site } = platformFixture();
  Object.assign(site.volumes[0]!, { name: 'a"b' });
  Object.assign(site.volumes[1]!, { fsid: 13 });
  expect(renderDrbd(site).diagnostics).toMatchObject([
    { code: 'resolve/exhausted' },
    { code: 'render/inexpressible' },
  ]);
});

const nodes = examples().platform.sites.flatMap((site) =>
  renderDrbd(site).contributions.map(({ machine }) => [machine.fqdn, site, machine.name] as const),
);

test.each(nodes)('drbdadm takes the resources of %s', (_, site, name) => {
  const { status, stderr } = drbdadm(site, name);
  expect([stderr, status]).toEqual(['', 0]);
});
