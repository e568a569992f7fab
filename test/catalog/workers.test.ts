import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../src/package-root.ts';
import { compile, render } from '../../src/pipeline.ts';
import { loadSources } from '../../src/read/load.ts';
import { textOf } from '../../src/render/tree.ts';
import { run } from '../puppet-environment/lab.ts';

const site = `domain: lyon.example
time_zone: Europe/Paris
networks: {internal: {ipv4: 10.1.0.0/24, guest_range: {from: 10.1.0.64, to: 10.1.0.223}}}
hypervisors:
  hv1: {cores: 64, memory: 512GiB, interfaces: {internal: {device: eno1, ipv4: 10.1.0.1}}}
  hv2: {cores: 64, memory: 512GiB, interfaces: {internal: {device: eno1, ipv4: 10.1.0.2}}}
servers:
  nfs1: {cores: 8, memory: 16GiB, roles: [nfs], mirror: nfs2, interfaces: {internal: {device: eno1, ipv4: 10.1.0.3}}}
  nfs2: {cores: 8, memory: 16GiB, roles: [mirror, logs], interfaces: {internal: {device: eno1, ipv4: 10.1.0.4}}}
  infra: {cores: 8, memory: 16GiB, roles: [infrastructure], interfaces: {internal: {device: eno1, ipv4: 10.1.0.5}}}
services: {dns: [infra], dhcp: [infra], ntp: [infra], log: [nfs2]}
stores: {containers: {type: nfs, volume: containers, mount_point: /srv/containers}}
volumes: {containers: {server: nfs1, size: 4TiB, contents: containers}}
defaults: {guest: {memory: 1GiB, disk: {size: 8GiB, store: containers}}}
`;

test('the command, with all its threads, writes what one thread makes', () => {
  const project = mkdtempSync(join(tmpdir(), 'placo-threads-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  write('sites/platform.yaml', 'name: threads\ncontact: admin@lyon.example\n');
  write('sites/lyon/site.yaml', site);
  for (let n = 1; n <= 90; n++) write(`sites/lyon/vms/guest${n}.yaml`, `description: Guest ${n}\n`);
  const profiles = join(project, 'profiles');
  const flags = ['--cpu-prof', '--cpu-prof-dir', profiles, join(packageRoot, 'bin/placo.js'), 'build'];
  const { status, stdout, stderr } = run(process.execPath, [...flags, '-C', project]);
  expect(status, stdout + stderr).toBe(0);
  const { platform, diagnostics } = compile(loadSources(project));
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const files = [...render(platform)].flatMap((part) => [...part.files]);
  expect(files.length).toBeGreaterThan(900);
  for (const [path, content] of files)
    expect(readFileSync(join(project, 'out', path), 'utf8'), path).toBe(textOf(content));
  // Each thread leaves a profile.
  expect(readdirSync(profiles)).toHaveLength(Math.min(4, availableParallelism()));
  rmSync(project, { recursive: true });
});
