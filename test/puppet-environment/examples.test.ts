import { expect, it } from 'vitest';
import { examples } from './examples.ts';

const { platform } = examples();
const site = (name: string) => platform.sites.find((each) => each.name === name)!;
const platformSites = ['angers', 'bordeaux', 'lille', 'lyon'].map(site);
const GiB = 1024 ** 3;

it('has the laboratory as the talk shows it', () => {
  const states = ['coquille1', 'coquille2'].map((host) =>
    site('larema')
      .guests.filter(({ production }) => production.name === host)
      .map(({ name, state }) => (state === 'template' ? `${name} off` : name)),
  );
  expect(states).toEqual([
    ['base off', 'base_centos6 off', 'dellmonitor off', 'icinga_nfs', 'laremagw', 'svn', 'tonton'],
    ['alceste_nfs', 'base_centos5 off', 'ds389 off', 'icinguang', 'ittp2 off', 'roundcube', 'sogo'],
  ]);
  expect(site('larema').stores.map(({ type }) => type)).toEqual(['lvm']);
});

it('has the platform as the talk counts it', () => {
  expect(platformSites.flatMap(({ hypervisors }) => hypervisors)).toHaveLength(8);
  expect(platformSites.flatMap(({ guests }) => guests)).toHaveLength(50);
  for (const each of platformSites) {
    expect(each.stores.map(({ type }) => type)).toEqual(['nfs']);
    expect(each.offsiteBackup?.site.name).toBe('grenoble');
    for (const server of each.servers.filter(({ roles }) => roles.includes('nfs')))
      expect(server.mirror?.name).toBe('nfs2');
  }
});

it('hosts seventy websites on guests of 2 GiB, in several versions of PHP', () => {
  const { websites } = site('bordeaux');
  expect(websites).toHaveLength(70);
  expect(new Set(websites.map(({ guest }) => guest.memory))).toEqual(new Set([2 * GiB]));
  expect([...new Set(websites.map(({ php }) => php))].sort()).toEqual(['7.4', '8.2', '8.4', undefined]);
  expect(new Set(websites.map(({ kind }) => kind))).toEqual(new Set(['php', 'spip', 'drupal', 'static']));
});

it('runs both distributions under both hypervisors', () => {
  const hypervisors = platformSites.flatMap((each) => each.hypervisors);
  expect(new Set(hypervisors.map(({ virtualization }) => virtualization))).toEqual(new Set(['kvm', 'xen']));
  expect(new Set(hypervisors.map(({ os }) => os.family))).toEqual(new Set(['debian', 'redhat']));
});
