import { expect, test } from 'vitest';
import { type Mutable, platformFixture } from '../../model/fixture.ts';
import { operatingSystems } from '../../model/os.ts';
import type { Guest, Hypervisor } from '../../model/platform.ts';
import { renderLibvirt } from '../libvirt/index.ts';
import { renderXen } from './index.ts';

function xenSite() {
  const { site } = platformFixture();
  for (const host of site.hypervisors as Mutable<Hypervisor>[]) host.virtualization = 'xen';
  return site;
}

test('a guest is configured on each of its hosts, and starts at boot on one', () => {
  const site = xenSite();
  const [hv1, hv2] = renderXen(site).contributions.filter(({ module }) => module === 'xen');
  expect(hv1!.parameters.autostart).toEqual(['proxy1', 'web01', 'web02', 'icinga_nfs']);
  expect(hv2!.parameters.autostart).toEqual([]);
  expect(Object.keys(hv2!.parameters.guests as object)).toEqual(['proxy1', 'web01', 'web02', 'icinga_nfs']);
  expect(hv2!.files.map(({ path }) => path)).toContain('/etc/xen/placo/web01.cfg');
});

test('the containers are made as on KVM', () => {
  const site = xenSite();
  const containers = renderXen(site).contributions.filter(({ module }) => module === 'containers');
  expect(containers).toHaveLength(2);
});

test('a Xen hypervisor has nothing of libvirt, and a KVM one nothing of Xen', () => {
  expect(renderLibvirt(xenSite()).contributions).toEqual([]);
  expect(renderXen(platformFixture().site).contributions).toEqual([]);
});

test('what Xen can not do is said', () => {
  const site = xenSite();
  (site.hypervisors[1] as Mutable<Hypervisor>).os = operatingSystems.rocky9;
  (site.guests[0] as Mutable<Guest>).io = { weight: 500, operationsPerSecond: 100 };
  expect(renderXen(site).diagnostics).toMatchObject([
    { code: 'render/no-software', severity: 'error' },
    { code: 'render/no-limit', severity: 'warning', place: { file: 'sites/angers/vms/proxy1.yaml' } },
  ]);
});
