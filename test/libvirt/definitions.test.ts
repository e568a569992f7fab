import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Mutable, platformFixture } from '../../src/model/fixture.ts';
import { operatingSystems } from '../../src/model/os.ts';
import type { Guest } from '../../src/model/platform.ts';
import { domainXml } from '../../src/render/libvirt/domain.ts';
import { networkXml, poolXml } from '../../src/render/libvirt/host.ts';
import { xml } from '../../src/render/quote/xml.ts';
import { besideLibvirtd, emulated } from './libvirtd.ts';

const scratch = mkdtempSync(join(tmpdir(), 'definitions-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const { site } = platformFixture();

function write(name: string, content: string): string {
  const file = join(scratch, name);
  writeFileSync(file, content);
  return file;
}

/** libvirt without a daemon, with a root of its own. */
function virsh(...args: string[]) {
  return spawnSync('virsh', ['-q', '-c', `qemu:///embed?root=${scratch}`, ...args], { encoding: 'utf8' });
}

/** Guests of every kind: of each distribution, limited, on either store, with both networks. */
function variedGuests(): Guest[] {
  const varied = platformFixture().site;
  const [proxy, web, other, monitor] = varied.guests as Mutable<Guest>[];
  Object.assign(proxy!, { cores: 3, cpu: { shares: 512, limit: 1.5 } });
  Object.assign(web!, { os: operatingSystems.centos5, io: { weight: 100, bytesPerSecond: 50_000_000 } });
  Object.assign(other!, { os: operatingSystems.rocky9, io: { weight: 1000, operationsPerSecond: 200 } });
  Object.assign(monitor!, { os: operatingSystems.centos6, description: 'Watches <everything> & "all"' });
  monitor!.disks.push({ ...monitor!.disks[0]!, name: 'a-disk-with-a-rather-long-name', target: 'vdb' });
  return varied.guests;
}

test.each(variedGuests().map((guest) => [guest.name, guest] as const))(
  'libvirt defines %s',
  (name, guest) => {
    const file = write(`${name}.xml`, emulated(domainXml(guest, 'pc-q35-7.2')));
    expect(spawnSync('virt-xml-validate', [file, 'domain']).status).toBe(0);
    const defined = virsh('define', '--validate', file);
    expect(defined.stderr).toBe('');
    expect(defined.status).toBe(0);
    expect(virsh('domuuid', name).stdout.trim()).toBe(guest.uuid);
  },
);

test('libvirt keeps what was asked for', () => {
  const [proxy, web] = variedGuests();
  for (const guest of [proxy!, web!])
    virsh('define', write('kept.xml', emulated(domainXml(guest, 'pc-q35-7.2'))));
  expect(virsh('vcpucount', proxy!.name, '--maximum', '--config').stdout.trim()).toBe('3');
  expect(virsh('schedinfo', proxy!.name, '--config').stdout).toMatch(/global_quota\s*: 150000\n/);
  expect(virsh('domiflist', proxy!.name).stdout.match(/52:54:00:00:00:65|52:54:00:00:01:0a/g)).toHaveLength(
    2,
  );
  expect(virsh('blkdeviotune', web!.name, 'vda', '--config').stdout).toMatch(/total_bytes_sec: 50000000\n/);
  expect(virsh('metadata', web!.name, 'urn:placo:libvirt:1').stdout).toContain('production="hv1"');
});

test('the kernels of CentOS 5 and 6 find their devices where PCI was in their days', () => {
  const [modern, centos5] = variedGuests();
  const bridges = [modern!, centos5!].map((guest) => {
    virsh('define', write('bridged.xml', emulated(domainXml({ ...guest, interfaces: [] }, 'pc-q35-7.2'))));
    return virsh('dumpxml', guest.name).stdout.match(/model='virtio-transitional'/g)?.length ?? 0;
  });
  expect(bridges).toEqual([0, 4]);
});

test('a serial is no longer than what virtio shows to the guest', () => {
  const monitor = variedGuests()[3]!;
  const serials = [...domainXml(monitor, 'pc-q35-7.2').matchAll(/<serial>(.*)<\/serial>/g)].map(
    ([, serial]) => serial,
  );
  expect(serials).toEqual(['system', 'a-disk-with-a-rather']);
});

test('libvirt refuses a machine type that QEMU does not offer, so the table is right about Debian 12', () => {
  const refused = virsh('define', write('refused.xml', emulated(domainXml(site.guests[0]!, 'pc-q35-0.1'))));
  expect(refused.stderr).toContain('pc-q35-0.1');
});

test('whatever a guest is described as, libvirt describes it so', () => {
  const unit = fc.oneof(
    fc.constantFrom(...'<>&\'"`$(){}[]\\;#%-!\n\t é☃'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  );
  const description = fc.string({ unit, maxLength: 40 }).filter((text) => text.trim() !== '' && isXml(text));
  const guest = { ...site.guests[0]! };
  fc.assert(
    fc.property(description, (text) => {
      const content = domainXml({ ...guest, description: text }, 'pc-q35-7.2');
      const { stderr } = virsh('define', '--validate', write('described.xml', emulated(content)));
      expect(stderr).toBe('');
      expect(virsh('desc', guest.name).stdout).toBe(text);
    }),
    { numRuns: 25 },
  );
});

function isXml(text: string): boolean {
  return !/[\0-\x08\x0b-\x1f\ufffe\uffff\p{Cs}]/u.test(text);
}

test('an XML parser reads back any text, in attributes and in elements', () => {
  const values = fc.array(fc.string({ unit: 'binary' }).filter(isParsable), { minLength: 50, maxLength: 50 });
  fc.assert(
    fc.property(values, (texts) => {
      const rows = texts.map((text) => `<v a="${xml.quote(text)}">${xml.quote(text)}</v>`);
      const script = [
        'import json, sys, xml.etree.ElementTree as tree',
        "json.dump([[v.get('a'), v.text or ''] for v in tree.parse(sys.stdin.buffer).getroot()], sys.stdout)",
      ].join('\n');
      const input = `<r>${rows.join('')}</r>`;
      const read = JSON.parse(execFileSync('python3', ['-c', script], { input, encoding: 'utf8' }));
      expect(read).toEqual(texts.map((text) => [text, text]));
    }),
    { numRuns: 20 },
  );
});

function isParsable(text: string): boolean {
  return !/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\p{Cs}]/u.test(text);
}

test('a real libvirtd defines the networks and the stores of a site, and starts the networks', () => {
  const directory = mkdtempSync(join(scratch, 'host-'));
  mkdirSync(join(directory, 'store'));
  const networks = [site.internal, site.public!].map((network) => {
    const file = join(directory, `network-${network.name}.xml`);
    writeFileSync(file, networkXml(network));
    return `virsh -q net-define --validate ${file} && virsh -q net-start ${network.name}`;
  });
  const pools = site.stores.map((store) => {
    const file = join(directory, `pool-${store.name}.xml`);
    writeFileSync(file, poolXml(store));
    return `virsh -q pool-define --validate ${file}`;
  });
  const ran = besideLibvirtd(
    directory,
    ['set -e', ...networks, ...pools, 'virsh -q net-list --name', 'virsh -q pool-list --all --name'].join(
      '\n',
    ),
  );
  expect(ran.stderr).toBe('');
  expect(ran.stdout.match(/^(internal|public|containers|local)\s*$/gm)?.map((name) => name.trim())).toEqual([
    'internal',
    'public',
    'containers',
    'local',
  ]);
});
