import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMachine, type TestMachine } from '../support/machine.ts';
import { exampleSite, rulesOf } from './site.ts';

const modules = join(import.meta.dirname, '../../modules');

describe('the class firewall, applied to a machine with systemd', () => {
  const files = rulesOf(exampleSite()).get('infra1')!;
  let machine: TestMachine;

  beforeAll(async () => {
    machine = await startMachine();
    machine.run('mkdir', '-p', '/etc/placo');
  });
  afterAll(() => machine?.stop());

  /** Applies the class with these rules; Puppet's exit code: 0 nothing to do, 2 changed, 4 or 6 failed. */
  function apply(v4: string, v6: string): number | null {
    const { directory } = machine;
    mkdirSync(join(directory, 'rules'), { recursive: true });
    writeFileSync(join(directory, 'rules/v4'), v4);
    writeFileSync(join(directory, 'rules/v6'), v6);
    const manifest = `class { 'firewall': packages => ['iptables'], rivals => ['nftables', 'firewalld'],
      v4_rules => file('${directory}/rules/v4'), v6_rules => file('${directory}/rules/v6') }`;
    writeFileSync(join(directory, 'site.pp'), manifest);
    const state = ['vardir', 'confdir', 'ssldir', 'logdir', 'rundir', 'publicdir', 'codedir'];
    const settings = state.map((name) => `--${name}=${directory}/${name}`);
    const options = ['--detailed-exitcodes', `--modulepath=${modules}`, ...settings];
    return machine.run('puppet', 'apply', ...options, join(directory, 'site.pp')).status;
  }
  const saved = (): string =>
    ['iptables-save', 'ip6tables-save']
      .map((command) => machine.run(command).stdout.replace(/^#.*\n|\[\d+:\d+\]/gm, ''))
      .join('');
  const [v4, v6] = files.map(({ content }) => content) as [string, string];

  const isMasked = (): boolean =>
    machine.run('systemctl', 'is-enabled', 'nftables.service').stdout.trim() === 'masked';

  test('leaves the filter that is there where its own rules do not load', () => {
    expect(apply(v4.replace('-j ACCEPT', '-j NOWHERE'), v6)).toBe(6);
    expect(isMasked()).toBe(false);
  });

  test('loads the rules, and has nothing to do the second time', () => {
    expect(existsSync(modules)).toBe(true);
    expect(apply(v4, v6)).toBe(2);
    expect(saved().match(/-A INPUT -j placo-input/g)).toHaveLength(2);
    expect(isMasked()).toBe(true);
    expect(apply(v4, v6)).toBe(0);
  });

  test('loads changed rules, and keeps those of other software', () => {
    machine.run('iptables', '-N', 'LIBVIRT_INP');
    machine.run('iptables', '-I', 'INPUT', '-j', 'LIBVIRT_INP');
    expect(apply(v4.replace('--dport 22 ', '--dport 2222 '), v6)).toBe(2);
    expect(saved()).toContain('--dport 2222 ');
    expect(saved()).toContain('-A INPUT -j LIBVIRT_INP');
  });

  test('never puts a file in place that does not load', () => {
    const before = saved();
    expect(apply(v4.replace('-j ACCEPT', '-j NOWHERE'), v6)).toBe(4);
    expect(machine.run('grep', '-c', 'NOWHERE', '/etc/placo/firewall/v4.rules').stdout.trim()).toBe('0');
    expect(saved()).toBe(before);
  });

  test('loads its rules again when it stops what flushes them', () => {
    machine.run('systemctl', 'unmask', 'nftables.service');
    machine.run('systemctl', 'start', 'nftables.service');
    expect(apply(v4.replace('--dport 22 ', '--dport 2222 '), v6)).toBe(2);
    expect(isMasked()).toBe(true);
    expect(saved()).toContain('--dport 2222 ');
  });

  test('is loaded at boot before there is a network', () => {
    const show = (property: string): string[] =>
      machine
        .run('systemctl', 'show', '--value', `--property=${property}`, 'placo-firewall.service')
        .stdout.trim()
        .split(' ');
    expect(show('Before')).toContain('network-pre.target');
    expect(show('UnitFileState')).toEqual(['enabled']);
    expect(machine.run('systemd-analyze', 'verify', '--man=no', 'placo-firewall.service')).toMatchObject({
      status: 0,
      stderr: '',
    });
    machine.run(
      'sh',
      '-c',
      'for t in raw nat filter; do iptables -t $t -F; iptables -t $t -X; done; iptables -P INPUT ACCEPT',
    );
    machine.run('systemctl', 'restart', 'placo-firewall.service');
    expect(saved()).toContain(':INPUT DROP');
    expect(saved()).toContain('--dport 2222 ');
  });
});
