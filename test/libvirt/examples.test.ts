import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { renderLibvirt } from '../../src/render/libvirt/index.ts';
import { examples } from '../puppet-environment/examples.ts';
import { emulated } from './libvirtd.ts';

const scratch = mkdtempSync(join(tmpdir(), 'example-domains-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const { platform } = examples();
const hosts = platform.sites.flatMap((site) => {
  const kvm = renderLibvirt(site).contributions.filter(({ module }) => module === 'kvm');
  return kvm.map(({ machine, files }) => [machine.fqdn, files] as const);
});

test('the examples have KVM hypervisors', () => {
  expect(hosts.length).toBeGreaterThan(4);
});

/** The QEMU of the tests is Debian 12's, so it stands in for that of EL. */
const forDebian12 = (definition: string) => definition.replace(/pc-q35-[\w.]+/, 'pc-q35-7.2');

test.each(hosts)('libvirt takes every definition of %s', (host, files) => {
  const definitions = files.filter(({ path }) => path.endsWith('.xml'));
  const written = definitions.map(({ path, content }) => {
    const [, kind, name] = /(\w+)\/([\w-]+)\.xml$/.exec(path)!;
    const file = join(scratch, `${host}-${kind}-${name}.xml`);
    writeFileSync(file, kind === 'domain' ? forDebian12(emulated(content)) : content);
    expect(spawnSync('virt-xml-validate', [file]).status, file).toBe(0);
    return { kind, file };
  });
  const domains = written.filter(({ kind }) => kind === 'domain');
  const commands = domains.map(({ file }) => `define --validate ${file}`).join('; ');
  const embedded = `qemu:///embed?root=${mkdtempSync(join(scratch, 'root-'))}`;
  const { stdout, stderr } = spawnSync('virsh', ['-c', embedded, `${commands}; list --all --name`], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(stdout.match(/^Domain '.*' defined/gm)).toHaveLength(domains.length);
});
