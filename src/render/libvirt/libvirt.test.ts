import { expect, test } from 'vitest';
import { type Mutable, platformFixture } from '../../model/fixture.ts';
import { operatingSystems } from '../../model/os.ts';
import type { Guest, Hypervisor, Site } from '../../model/platform.ts';
import { renderLibvirt } from './index.ts';
import { commonMachineType } from './os.ts';

const { debian12, debian13, rocky8, rocky9, rocky10 } = operatingSystems;

function kvm(site: Site, host: string) {
  const { contributions } = renderLibvirt(site);
  return contributions.find(({ machine, module }) => machine.name === host && module === 'kvm')!;
}

const containers = (site: Site, host: string) =>
  renderLibvirt(site).contributions.find(
    (each) => each.machine.name === host && each.module === 'containers',
  )!.parameters;

const domains = (site: Site, host: string) => Object.keys(kvm(site, host).parameters.domains as object);

test.each([
  [[debian12, debian13], 'pc-q35-7.2'],
  [[debian13], 'pc-q35-10.0'],
  [[rocky9, rocky10], 'pc-q35-rhel9.4.0'],
  [[rocky9, rocky8, rocky9], 'pc-q35-rhel8.6.0'],
  [[rocky8, rocky10], undefined],
  [[debian12, rocky9], undefined],
] as const)('hosts share the machine type that the oldest of them has', (systems, type) => {
  expect(commonMachineType(systems)).toBe(type);
});

test('hosts that can not run the same guests are reported', () => {
  const { site } = platformFixture();
  (site.hypervisors[1] as Mutable<Hypervisor>).os = rocky9;
  const { contributions, diagnostics } = renderLibvirt(site);
  expect(contributions).toEqual([]);
  expect(diagnostics).toMatchObject([{ code: 'render/machine-type', severity: 'error' }]);
});

test('a guest is defined where it runs and where it may run, and nowhere else', () => {
  const { site } = platformFixture();
  (site.guests[0] as Mutable<Guest>).standbys = [];
  expect(domains(site, 'hv1')).toEqual(['proxy1', 'web01', 'web02', 'icinga_nfs', 'base']);
  expect(domains(site, 'hv2')).toEqual(['web01', 'web02', 'icinga_nfs']);
});

test('only its production host starts a guest at boot, and a template never starts', () => {
  const { site } = platformFixture();
  (site.guests[1] as Mutable<Guest>).autostart = false;
  (site.guests[4] as Mutable<Guest>).autostart = true;
  expect(kvm(site, 'hv1').parameters.autostart).toEqual(['proxy1', 'web02', 'icinga_nfs']);
  expect(kvm(site, 'hv2').parameters.autostart).toEqual([]);
});

test('the definition of a guest is the same on all its hosts', () => {
  const { site } = platformFixture();
  const web01 = (host: string) =>
    kvm(site, host).files.find(({ path }) => path.endsWith('domain/web01.xml'))!.content;
  expect(web01('hv1')).toBe(web01('hv2'));
});

test('each parameter with the content of a file has its file', () => {
  const { parameters, files } = kvm(platformFixture().site, 'hv1');
  const { networks, pools, domains, qemu_lockd_conf } = parameters as Record<string, object>;
  const paths = [networks, pools, domains].flatMap((each) => Object.values(each!)).map(({ path }) => path);
  expect([(qemu_lockd_conf as { path: string }).path, ...paths]).toEqual(files.map(({ path }) => path));
});

test('locks lie on the shared store where there is one', () => {
  const { site } = platformFixture();
  const lockd = () =>
    kvm(site, 'hv1').files.find(({ path }) => path === '/etc/libvirt/qemu-lockd.conf')!.content;
  expect(lockd()).toContain('\nfile_lockspace_dir = "/srv/containers/.placo-locks"\n');
  site.stores = site.stores.filter(({ type }) => type === 'lvm');
  site.guests = site.guests.filter(({ disks }) => disks[0]!.store.type === 'lvm');
  expect(lockd()).not.toContain('file_lockspace_dir');
  expect(kvm(site, 'hv1').parameters).toMatchObject({ shared_store: null, store_units: [] });
});

test('an image is made by one host, a logical volume by each that knows the guest', () => {
  const { site } = platformFixture();
  const [, hv2] = site.hypervisors as [Hypervisor, Hypervisor];
  (site.guests[4] as Mutable<Guest>).standbys = [hv2];
  const volumes = { 'vg_guests/base-system': 8 * 1024 ** 3 };
  expect(containers(site, 'hv1').volumes).toEqual(volumes);
  expect(containers(site, 'hv2')).toEqual({ volumes, images: {} });
  expect(Object.keys(containers(site, 'hv1').images as object)).toHaveLength(4);
});

test('a description that XML can not hold is reported at the guest, and the others are rendered', () => {
  const { site } = platformFixture();
  (site.guests[1] as Mutable<Guest>).description = 'beep\x07';
  const { diagnostics } = renderLibvirt(site);
  expect(diagnostics).toMatchObject([
    { code: 'render/inexpressible', place: { file: 'sites/angers/vms/web01.yaml' } },
  ]);
  expect(domains(site, 'hv1')).toEqual(['proxy1', 'web02', 'icinga_nfs', 'base']);
});
