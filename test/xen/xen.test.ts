import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mutable, platformFixture } from '../../src/model/fixture.ts';
import { operatingSystems } from '../../src/model/os.ts';
import type { Guest } from '../../src/model/platform.ts';
import { Inexpressible } from '../../src/render/quote/language.ts';
import { xl } from '../../src/render/quote/xl.ts';
import { xenConfig } from '../../src/render/xen/config.ts';
import { renderXen } from '../../src/render/xen/index.ts';
import { examples } from '../puppet-environment/examples.ts';

const scratch = mkdtempSync(join(tmpdir(), 'xen-'));
const shim = join(scratch, 'shim.so');
const version = readdirSync('/usr/lib').find((name) => /^xen-[\d.]+$/.test(name));

beforeAll(() => {
  const source = join(dirname(fileURLToPath(import.meta.url)), 'shim.c');
  execFileSync('gcc', ['-shared', '-fPIC', '-w', '-o', shim, source]);
});
afterAll(() => rmSync(scratch, { recursive: true }));

/** What xl understood of a configuration; it says so on its own, and complains where it did not. */
function read(config: string) {
  const file = join(scratch, 'guest.cfg');
  writeFileSync(file, config);
  const env = { ...process.env, LD_PRELOAD: shim };
  const { stdout, stderr } = spawnSync(`/usr/lib/${version}/bin/xl`, ['-N', 'create', file], {
    env,
    encoding: 'utf8',
  });
  expect(stderr.replace(`Parsing config from ${file}\n`, '')).toBe('');
  return JSON.parse(stdout);
}

function guests(): Mutable<Guest>[] {
  return platformFixture().site.guests as Mutable<Guest>[];
}

test('a guest has its identity, memory, processors, disks and interfaces', () => {
  const [proxy] = guests();
  Object.assign(proxy!, { cores: 3, cpu: { shares: 2048, limit: 1.5 } });
  const { c_info, b_info, disks, nics } = read(xenConfig(proxy!));
  expect(c_info).toMatchObject({ type: 'pvh', name: 'proxy1', uuid: proxy!.uuid });
  expect(b_info).toMatchObject({
    max_vcpus: 3,
    max_memkb: 2097152,
    target_memkb: 2097152,
    bootloader: 'pygrub',
  });
  expect(b_info.sched_params).toMatchObject({ weight: 512, cap: 150 });
  expect(disks).toMatchObject([
    { pdev_path: '/srv/containers/proxy1-system.raw', vdev: 'xvda', format: 'raw', readwrite: 1 },
  ]);
  expect(nics).toMatchObject([
    { mac: proxy!.interfaces[0]!.mac, bridge: 'br-int' },
    { mac: proxy!.interfaces[1]!.mac, bridge: 'br-pub' },
  ]);
});

test.each([
  ['debian13', 'pvh', 'xvda'],
  ['rocky9', 'hvm', 'hda'],
  ['centos5', 'pv', 'xvda'],
] as const)('a guest with %s is run as %s', (os, type, device) => {
  const [guest] = guests();
  guest!.os = operatingSystems[os];
  const { c_info, disks } = read(xenConfig(guest!));
  expect(c_info.type).toBe(type);
  expect(disks[0].vdev).toBe(device);
});

test('a container on LVM is a block device', () => {
  const base = guests().find(({ name }) => name === 'base')!;
  expect(read(xenConfig(base)).disks[0].pdev_path).toBe('/dev/vg_guests/base-system');
});

const hostile = fc
  .string({ unit: fc.constantFrom(...'ab,=:;"\'\\$`()[]{}#%<>&é☃ \n\t'), minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() === text);

test('xl reads back any string', () => {
  fc.assert(
    fc.property(hostile, (name) => {
      expect(read(`name=${xl.quote(name)}\ntype="pvh"\nkernel="/k"\nmemory=64\n`).c_info.name).toBe(name);
    }),
    { numRuns: 60 },
  );
});

test('xl finds the disk of any guest, and is not misled by its description', () => {
  fc.assert(
    fc.property(hostile, hostile, (name, description) => {
      fc.pre(!name.includes('\n'));
      const { c_info, disks } = read(xenConfig({ ...guests()[0]!, name, description }));
      expect(c_info.name).toBe(name);
      expect(disks).toMatchObject([{ pdev_path: `/srv/containers/${name}-system.raw` }]);
    }),
    { numRuns: 60 },
  );
});

test('a disk at a path that xl would misread is refused', () => {
  expect(() => xenConfig({ ...guests()[0]!, name: 'a\nb' })).toThrow(Inexpressible);
});

test('xl takes every guest of the examples', () => {
  const files = examples().platform.sites.flatMap((site) =>
    renderXen(site).contributions.flatMap((each) => each.files),
  );
  expect(files.length).toBeGreaterThan(10);
  for (const { path, content } of files) expect(`/etc/xen/placo/${read(content).c_info.name}.cfg`).toBe(path);
});
