import { expect, test } from 'vitest';
import { addServer, type Mutable, platformFixture, serviceAddressFixture } from '../../model/fixture.ts';
import type { Guest, Hypervisor, LocalStore, Server, Site } from '../../model/platform.ts';
import { renderRecovery } from './index.ts';

const planOf = (site: Site) => renderRecovery(site).documents![0]!.content;

/** The part of a plan below a heading. */
function part(plan: string, heading: string): string {
  const [, found] = plan.split(new RegExp(`^#+ ${heading}.*\n`, 'm'));
  return found?.split(/^#/m)[0] ?? '';
}

const guestOf = (site: Mutable<Site>, name: string) =>
  site.guests.find((each) => each.name === name)! as Mutable<Guest>;
function putOnLocalDisk(guest: Mutable<Guest>): void {
  const { site } = guest;
  const place = site.place;
  const store: LocalStore = { type: 'lvm', name: 'local', site, volumeGroup: 'vg', size: 1, place };
  guest.disks = guest.disks.map((disk) => ({ ...disk, store }));
}

const starts = (text: string) =>
  [...text.matchAll(/^ *(?:virsh start|xl create) (\S+)$/gm)].map(([, name]) => name);

test('each running guest of a lost hypervisor starts on a standby, those that others use first', () => {
  const { site } = platformFixture();
  const [hv1] = site.hypervisors;
  const lost = part(planOf(site), 'hv1, a hypervisor, is lost');
  const running = site.guests.filter(({ state, production }) => state === 'running' && production === hv1);
  expect(starts(lost).sort()).toEqual(running.map(({ name }) => name).sort());
  expect(lost).toContain('On `hv2.angers.plm.example`');
  const [first, second] = running as [Mutable<Guest>, Mutable<Guest>];
  const use = (user: Mutable<Guest>, provider: Guest) =>
    user.uses.push({ service: 'ldap', provider, reason: 'test', place: site.place });
  use(first, second as Guest);
  const order = starts(part(planOf(site), 'hv1, a hypervisor, is lost'));
  expect(order.indexOf(second.name)).toBeLessThan(order.indexOf(first.name));
  use(second, first as Guest);
  expect(starts(part(planOf(site), 'hv1, a hypervisor, is lost'))).toHaveLength(running.length);
});

test('a guest without a standby that has room waits', () => {
  const { site } = platformFixture();
  guestOf(site, 'web01').standbys = [];
  (site.hypervisors[1] as Mutable<Hypervisor>).memory = 0;
  const lost = part(planOf(site), 'hv1, a hypervisor, is lost');
  expect(starts(lost)).toEqual([]);
  expect(lost).toMatch(/^Nowhere else is a place for .*`web01`.*: wait for hv1\.$/m);
});

test('only locks on a shared store let a hypervisor come back as it is', () => {
  const { site } = platformFixture();
  const back = () => part(planOf(site), 'When hv1 is back');
  expect(back()).not.toContain('rescue');
  const web01 = guestOf(site, 'web01');
  putOnLocalDisk(web01);
  expect(back().match(/rm -f .*/g)).toEqual(['rm -f /etc/libvirt/qemu/autostart/web01.xml']);
  expect(back()).toContain('Copy the local disks of `web01` back');
  expect(part(planOf(site), 'hv1, a hypervisor, is lost')).toContain(
    'Nothing else keeps `web01` from running twice',
  );
  web01.autostart = false;
  expect(back()).not.toContain('rescue');
});

test('without a service address the mirror takes that of the server, and gives it back before the server is started', () => {
  const { site } = platformFixture();
  const server = site.servers[0] as Mutable<Server>;
  const plan = () => {
    const text = planOf(site);
    return [part(text, 'nfs1, an NFS server, is lost'), part(text, 'When nfs1 is back')] as const;
  };
  const [lost, back] = plan();
  expect(lost).toContain('ip address add 10.49.0.21/24 dev eno1\n');
  expect(lost).toContain('ip address add fd00:49::15/64 dev eno1\n');
  expect(back.indexOf('placo-volumes demote nfs1')).toBeLessThan(back.indexOf('Start it'));
  server.serviceAddress = serviceAddressFixture(site, 'nfs', 20);
  const [taken, again] = plan();
  expect(taken + again).not.toContain('ip address');
  expect(again.indexOf('placo-volumes demote nfs1')).toBeGreaterThan(again.indexOf('Start it'));
});

test('after a power cut volumes come first, then who mounts them, then the guests on them', () => {
  const { site } = platformFixture();
  const store = site.stores.find(({ type }) => type === 'nfs')!;
  const web01 = guestOf(site, 'web01');
  const power = () => part(planOf(site), 'The power of angers was out');
  const order = (...lines: string[]) => lines.map((line) => power().indexOf(`${line}\n`));
  web01.disks = web01.disks.map((disk) => ({ ...disk, store }));
  const [volumes, mount, guest] = order(
    'placo-volumes promote nfs1',
    'systemctl start srv-containers.mount',
    'virsh start web01',
  ) as [number, number, number];
  expect(volumes).toBeGreaterThan(0);
  expect(mount).toBeGreaterThan(volumes);
  expect(guest).toBeGreaterThan(mount);
  expect(power()).not.toContain('On `web01');
  putOnLocalDisk(web01);
  expect(power()).not.toContain('virsh start web01\n');
  expect(power()).toMatch(/On `web01\.angers\.plm\.example`:\s+```\s+systemctl start srv-www\.mount\n/);
});

test('what a server provides is missed, unless another one provides it too', () => {
  const { site } = platformFixture();
  const dns = site.services.find(({ name }) => name === 'dns')!;
  const infra = dns.providers[0]!;
  const missed = () => /^- dns: .*$/m.exec(part(planOf(site), `${infra.name} is lost`))![0];
  expect(missed()).toContain('/etc/hosts');
  const other = addServer(site, 'infra2', 32, ['infrastructure']) as Server;
  Object.assign(dns, { providers: [infra, other] });
  expect(missed()).toBe('- dns: `infra2` provides it as well');
});
