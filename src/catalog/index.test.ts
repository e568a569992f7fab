import { expect, test } from 'vitest';
import type { ParsedManifest } from '../puppet/index.ts';
import { environmentRoot, moduleManifests } from './index.ts';

const parsed = (): ParsedManifest => ({ program: {} as ParsedManifest['program'], warnings: [] });

test('a manifest of a module is parsed once, and again when its text is another', () => {
  const manifests = moduleManifests();
  const path = `${environmentRoot}/modules/kvm/manifests/init.pp`;
  const first = manifests(path, 'class kvm {}', parsed);
  expect(manifests(path, 'class kvm {}', parsed)).toBe(first);
  const changed = manifests(path, 'class kvm { notice(1) }', parsed);
  expect(changed).not.toBe(first);
  expect(manifests(path, 'class kvm { notice(1) }', parsed)).toBe(changed);
});

test('manifests of sites are not remembered, of which there are as many as machines', () => {
  const manifests = moduleManifests();
  for (const path of ['manifests/site.pp', 'sites/angers/manifests/web01.pp']) {
    const first = manifests(`${environmentRoot}/${path}`, '', parsed);
    expect(manifests(`${environmentRoot}/${path}`, '', parsed)).not.toBe(first);
  }
});
