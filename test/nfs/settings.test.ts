import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { platformFixture } from '../../src/model/fixture.ts';
import { packageRoot } from '../../src/package-root.ts';
import { renderNfs } from '../../src/render/nfs/index.ts';

const scratch = mkdtempSync(join(tmpdir(), 'nfs-settings-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test('servers and clients map names in the domain of the site', () => {
  const { site } = platformFixture();
  const files = renderNfs(site).contributions.flatMap((each) =>
    each.module === 'nfs_common' ? each.files : [],
  );
  expect(new Set(files.map(({ content }) => content)).size).toBe(1);
  const file = join(scratch, 'idmapd.conf');
  writeFileSync(file, files[0]!.content);
  const script =
    'mount --make-rprivate / && touch /etc/idmapd.conf && mount --bind "$0" /etc/idmapd.conf && nfsidmap -d';
  const { stdout, stderr } = spawnSync('unshare', ['-m', 'sh', '-c', script, file], { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual([`${site.domain}\n`, '']);
});

test('the server reads its settings, and speaks version 4 alone', () => {
  const file = join(packageRoot, 'modules/nfs_server/files/nfs.conf');
  const get = (name: string) =>
    spawnSync('nfsconf', ['--file', file, '--get', 'nfsd', name], { encoding: 'utf8' }).stdout.trim();
  expect([get('vers3'), get('udp'), get('tcp')]).toEqual(['n', 'n', 'y']);
});
