import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operatingSystems } from '../../src/model/os.ts';
import { classOf } from '../../src/render/puppet/machine-class.ts';
import { examples } from './examples.ts';
import { type Compiled, catalogOf, compile, type Lab, labOf, managedMachines, run } from './lab.ts';

const { platform, tree } = examples();
const machines = managedMachines(platform);
const stranger = 'stranger.plm.example';

let lab: Lab;
let compiled: Map<string, Compiled>;
beforeAll(() => {
  lab = labOf(tree);
  const wanted = machines.map(({ fqdn, os }) => [fqdn, os] as const);
  compiled = compile(lab, new Map([...wanted, [stranger, operatingSystems.debian12]]));
});
afterAll(() => rmSync(lab.directory, { recursive: true, force: true }));

describe('the environment of the examples', () => {
  it('is what Puppet can parse', () => {
    const { status, stderr } = run('puppet', [
      'parser',
      'validate',
      '--confdir',
      lab.confdir,
      lab.environment,
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('is what puppet-lint finds nothing to say about', () => {
    const { status, stdout } = run('puppet-lint', ['--fail-on-warnings', lab.environment]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it.each(machines.map((machine) => [machine.fqdn, machine] as const))('compiles for %s', (_, machine) => {
    const catalog = catalogOf(compiled, machine);
    expect(catalog.classes).toContain(classOf(machine));
    expect(catalog.resources).toContainEqual(expect.objectContaining({ type: 'File', title: '/etc/hosts' }));
  });

  it('hands over the files as they were rendered', () => {
    const [machine] = machines;
    const { resources } = catalogOf(compiled, machine!);
    const hosts = resources.find(({ type, title }) => type === 'File' && title === '/etc/hosts');
    const path = join('sites', machine!.site.module, 'files', machine!.className, 'etc/hosts');
    expect(hosts!.parameters!.content).toBe(tree.get(path));
  });

  it('tells a machine that it does not know so', () => {
    expect(compiled.get(stranger)).toMatchObject({ error: expect.stringContaining('is not described') });
  });
});
