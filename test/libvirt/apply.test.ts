import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mutable, platformFixture } from '../../src/model/fixture.ts';
import type { Guest, Server, Volume } from '../../src/model/platform.ts';
import { renderLibvirt } from '../../src/render/libvirt/index.ts';
import { readModules } from '../../src/render/modules.ts';
import { renderNfs } from '../../src/render/nfs/index.ts';
import { puppetEnvironment } from '../../src/render/puppet/environment.ts';
import { applyArguments, type Lab, writeFacts, writeLab } from '../puppet-environment/lab.ts';
import { startMachine, type TestMachine } from '../support/machine.ts';
import { emulated } from './libvirtd.ts';

/** A hypervisor that holds the shared store itself, since a machine of the tests can mount nothing over NFS. */
const { platform, site } = platformFixture();
const [host] = site.hypervisors;
const volume = site.volumes.find(({ name }) => name === 'containers') as Mutable<Volume>;
volume.server = host as unknown as Server;
site.stores = site.stores.filter(({ type }) => type === 'nfs');
site.guests = site.guests.filter(({ name }) => name !== 'base');
(site.guests[2] as Mutable<Guest>).autostart = false;

let machine: TestMachine;
let lab: Lab;
beforeAll(async () => {
  machine = await startMachine();
  machine.run('mkdir', '-p', volume.path);
  for (const { network, ipv4 } of host!.interfaces) addBridge(network.bridge, ipv4);
  const contributions = [renderNfs(site), renderLibvirt(site)].flatMap((each) => each.contributions);
  const { value: tree } = puppetEnvironment(platform, contributions, readModules());
  lab = writeLab(machine.directory, new Map([...tree].map(([path, content]) => [path, emulated(content)])));
  writeFacts(lab, host!);
});
afterAll(() => machine.stop());

function addBridge(name: string, address?: string): void {
  machine.run('ip', 'link', 'add', name, 'type', 'bridge');
  if (address) machine.run('ip', 'address', 'add', `${address}/24`, 'dev', name);
  machine.run('ip', 'link', 'set', name, 'up');
}

const apply = () => machine.run('puppet', ...applyArguments(lab, host!));
const names = (...command: string[]) =>
  machine
    .run('virsh', '-q', ...command, '--name')
    .stdout.split(/\s+/)
    .filter(Boolean)
    .sort();

test('Puppet makes a machine a hypervisor, and has nothing left to do the second time', () => {
  const first = apply();
  expect(`${first.status}\n${first.stderr}`).toBe('2\n');
  expect(names('list', '--all')).toEqual(['icinga_nfs', 'proxy1', 'web01', 'web02']);
  expect(names('list', '--all', '--autostart')).toEqual(['icinga_nfs', 'proxy1', 'web01']);
  expect(names('list')).toEqual([]);
  expect(names('net-list')).toEqual(['internal', 'public']);
  expect(names('pool-list')).toEqual(['containers']);
  expect(machine.run('stat', '-c', '%s', '/srv/containers/web01-system.raw').stdout).toBe(
    `${8 * 1024 ** 3}\n`,
  );
  const second = apply();
  expect(`${second.status}\n${second.stdout}${second.stderr}`).toMatch(
    /^0\nNotice: Compiled catalog[^\n]*\nNotice: Applied catalog[^\n]*\n$/,
  );
});
