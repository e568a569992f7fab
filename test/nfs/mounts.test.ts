import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { addMount, type Mutable, platformFixture, serviceAddressFixture } from '../../src/model/fixture.ts';
import type { Machine, Mount, Server } from '../../src/model/platform.ts';
import { mountUnit } from '../../src/render/nfs/mounts.ts';
import { mountUnitName } from '../../src/render/quote/systemd.ts';

const scratch = mkdtempSync(join(tmpdir(), 'mounts-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const { site } = platformFixture();
const web01 = site.guests.find(({ name }) => name === 'web01')!;

/** What systemd says of a unit; nothing when all is well. A name that is not the mount point's is refused. */
function verify(mount: Mount): string {
  const { name, content } = mountUnit(web01, mount);
  const file = join(scratch, name);
  writeFileSync(file, content);
  const { stderr, status } = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' });
  rmSync(file);
  return status === 0 ? stderr : `status ${status}: ${stderr}`;
}

/** A path with everything that systemd, the shell or a template could take for something else. */
const path = fc
  .array(
    fc.string({ unit: fc.constantFrom(...'ab.-_:%$\'"\\ `&<>()#;=é☃~@+'), minLength: 1, maxLength: 8 }),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) => `/srv/${parts.join('/')}`)
  .filter((text) => !/\/\.{1,2}(\/|$)/.test(text) && !/\s$|\\$/.test(text));

/** `systemd-analyze verify` takes what follows a colon in a file's name for an alias of the unit. */
const withoutColon = path.map((text) => text.replaceAll(':', 'x'));

test('systemd takes every mount of a platform', () => {
  const mounts = [...site.hypervisors, ...site.guests].flatMap((machine) => machine.mounts);
  expect(mounts.length).toBeGreaterThan(3);
  for (const mount of mounts) expect(verify(mount)).toBe('');
});

test('a unit has the name that systemd gives to its mount point', () => {
  fc.assert(
    fc.property(fc.array(path, { minLength: 20, maxLength: 20 }), (paths) => {
      const args = ['--path', '--suffix=mount', '--', ...paths];
      const expected = execFileSync('systemd-escape', args, { encoding: 'utf8' }).trim().split(' ');
      expect(paths.map(mountUnitName)).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

test('systemd takes a mount of any directory at any place', () => {
  fc.assert(
    fc.property(withoutColon, path, (where, directory) => {
      expect(verify({ ...web01.mounts[0]!, path: where, directory: directory.slice(1) })).toBe('');
    }),
    { numRuns: 25 },
  );
});

test('a mount is hard, of version 4.2, over the network, and of the path below the pseudo-root', () => {
  const { content } = mountUnit(web01, { ...web01.mounts[0]!, directory: 'journal' });
  expect(content).toContain('\nWhat=10.49.0.21:/htdocs/journal\nWhere=/srv/www\nType=nfs\n');
  const options = /^Options=(.*)$/m.exec(content)![1]!.split(',');
  expect(options).toEqual(expect.arrayContaining(['rw', 'hard', 'nfsvers=4.2', 'noatime', '_netdev']));
});

test('a server reached over IPv6 alone has its address in brackets', () => {
  const alone = platformFixture().site;
  const server = alone.volumes[0]!.server as Mutable<(typeof alone.volumes)[0]['server']>;
  server.interfaces = server.interfaces.map((each) => ({ ...each, ipv4: undefined }));
  const guest = alone.guests.find(({ name }) => name === 'icinga_nfs')!;
  expect(mountUnit(guest, guest.mounts[0]!).content).toContain('\nWhat=[fd00:49::15]:/homes\n');
});

describe('a service address', () => {
  const pair = () => {
    const { site: alone } = platformFixture();
    const [server, mirror] = alone.servers as [Mutable<Server>, Mutable<Server>];
    server.serviceAddress = serviceAddressFixture(alone, 'nfs', 20);
    const guest = alone.guests.find(({ name }) => name === 'icinga_nfs')! as Mutable<Machine>;
    return { server, mirror, guest, mount: guest.mounts[0]! };
  };

  test('is mounted from in place of the own, by the family that the client has', () => {
    const { server, guest, mount } = pair();
    expect(mountUnit(guest, mount).content).toContain('\nWhat=10.49.0.20:/homes\n');
    guest.interfaces = guest.interfaces.map((each) => ({ ...each, ipv4: undefined }));
    expect(mountUnit(guest, mount).content).toContain('\nWhat=[fd00:49::14]:/homes\n');
    server.serviceAddress = undefined;
    expect(mountUnit(guest, mount).content).toContain('\nWhat=10.49.0.21:/homes\n');
  });

  test('lets server and mirror change places without a change to clients', () => {
    const { server, mirror, guest, mount } = pair();
    const before = mountUnit(guest, mount);
    mirror.serviceAddress = server.serviceAddress;
    const volume = { ...mount.volume, server: mirror as Server };
    expect(mountUnit(guest, { ...mount, volume })).toEqual(before);
  });
});

test('a server that mounts its own volume does not do so over the network', () => {
  const server = site.servers[0]!;
  addMount(server as Mutable<Machine>, site.volumes[0]!, '/home');
  const { content } = mountUnit(server, server.mounts[0]!);
  expect(content).toContain('\nWhat=/srv/nfs/homes\n');
  expect(content).toMatch(/^Options=.*\bbind\b/m);
});
