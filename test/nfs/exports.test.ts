import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMount, type Mutable, platformFixture } from '../../src/model/fixture.ts';
import type { Machine, Server } from '../../src/model/platform.ts';
import { exportsOf } from '../../src/render/nfs/exports.ts';
import { exportsFile } from '../../src/render/quote/exports.ts';
import { exportfs } from './exportfs.ts';

const { site } = platformFixture();
const [nfs1, nfs2] = site.servers as [Server, Server];
const paths = ['/srv/nfs', ...site.volumes.map(({ path }) => path)];
const read = exportfs(exportsOf(nfs1), paths);

const clientsOf = (path: string) =>
  read.table
    .filter((each) => each.path === path)
    .map(({ client }) => client)
    .sort();

test('the server reads every export without a complaint', () => {
  expect(read.stderr).toBe('');
  expect(read.status).toBe(0);
  expect(new Set(read.table.map(({ path }) => path))).toEqual(new Set(paths));
});

test('a volume is exported to the addresses of those that mount it, IPv4 and IPv6, and to nobody else', () => {
  expect(clientsOf('/srv/nfs/homes')).toEqual(['10.49.0.104', 'fd00:49::68']);
  expect(clientsOf('/srv/nfs/containers')).toEqual(['10.49.0.11', '10.49.0.12', 'fd00:49::b', 'fd00:49::c']);
});

test('every export is synchronous and has the fsid of its volume', () => {
  const fsids = new Map([['/srv/nfs', 0], ...site.volumes.map(({ path, fsid }) => [path, fsid] as const)]);
  for (const { path, options } of read.table) {
    expect(options).toContain('sync');
    expect(options).toContain(`fsid=${fsids.get(path)}`);
  }
});

test('only hypervisors are root, only where containers are, and nothing is exported that is not mounted', () => {
  for (const { path, options } of read.table.filter((each) => each.path !== '/srv/nfs')) {
    expect(options).toContain(path === '/srv/nfs/containers' ? 'no_root_squash' : 'root_squash');
    expect(options).toContain('no_subtree_check');
    expect(options.some((option) => option.startsWith('mountpoint'))).toBe(true);
  }
});

test('a guest is never root on the server, nor a hypervisor where no containers are', () => {
  const changed = platformFixture().site;
  const [hv1] = changed.hypervisors;
  const web01 = changed.guests.find(({ name }) => name === 'web01');
  addMount(hv1 as Mutable<Machine>, changed.volumes[0]!, '/home');
  addMount(web01 as Mutable<Machine>, changed.volumes[2]!, '/srv/containers');
  const { table } = exportfs(exportsOf(changed.servers[0] as Server), paths);
  const squash = (path: string, client: string) =>
    table
      .find((each) => each.path === path && each.client === client)!
      .options.find((each) => /root_squash/.test(each));
  expect(squash('/srv/nfs/homes', '10.49.0.11')).toBe('root_squash');
  expect(squash('/srv/nfs/containers', '10.49.0.102')).toBe('root_squash');
});

test('the pseudo-root is read-only, and a client cannot leave it', () => {
  for (const { options } of read.table.filter(({ path }) => path === '/srv/nfs')) {
    expect(options).toEqual(expect.arrayContaining(['ro', 'root_squash', 'subtree_check']));
  }
});

test('the mirror says the same, so that it can take over', () => {
  const mirrored = exportfs(exportsOf(nfs2), paths);
  expect(mirrored.stderr).toBe('');
  expect(mirrored.table).toEqual(read.table);
});

test('any path is read back as it was', () => {
  const name = fc
    .string({
      unit: fc.oneof(
        fc.constantFrom(...' \t\n\\"\'#(),`$&<>*?[]é☃=@-'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
      maxLength: 20,
    })
    .filter((text) => !/[\0/]/.test(text) && !/^\.{1,2}$/.test(text) && !/\p{Cs}/u.test(text));
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 30, maxLength: 60 }), (names) => {
      const hostile = names.map((each) => `/srv/nfs/${each}`);
      const lines = hostile.map(
        (path) => `${exportsFile.quote(path)} 192.0.2.1(ro,sync,no_subtree_check,fsid=7)\n`,
      );
      const { stderr, table } = exportfs(lines.join(''), hostile);
      expect(stderr).toBe('');
      expect(table.map(({ path }) => path).sort()).toEqual([...hostile].sort());
    }),
    { numRuns: 15 },
  );
});

test.each(["a'b", 'a\nb', 'a "b" c', 'a\\', 'a #b', '$(id)'])(
  'a server named %j stays in its comment',
  (name) => {
    const changed = platformFixture().site;
    Object.assign(changed.servers[0]!, { name });
    const { stderr, table } = exportfs(exportsOf(changed.servers[0] as Server), paths);
    expect(stderr).toBe('');
    expect(table).toEqual(read.table);
  },
);
