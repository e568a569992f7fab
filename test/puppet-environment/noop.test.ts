import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Machine } from '../../src/model/platform.ts';
import { examples } from './examples.ts';
import { applyArguments, type Lab, labOf, managedMachines, run, writeFacts } from './lab.ts';

const { platform, contributions, tree } = examples();

let lab: Lab;
beforeAll(() => {
  lab = labOf(tree);
});
afterAll(() => rmSync(lab.directory, { recursive: true, force: true }));

/** What a machine is there for, on which distribution. */
function taskOf(machine: Machine): string {
  const task = machine.kind === 'hypervisor' ? machine.virtualization : machine.roles.join('+');
  return `${machine.kind} ${task} ${machine.os.name}`;
}

function softwareOf(machine: Machine): string {
  return contributions
    .filter((each) => each.machine === machine)
    .map(({ module }) => module)
    .join(' ');
}

/**
 * A machine for each task on each distribution, and for each other set of software on the distribution family that the
 * tests run on. On the other family Puppet judges resources too, but cannot ask the packages and services of it.
 */
function oneOfEach(): Machine[] {
  const chosen = new Map<string, Machine>();
  for (const machine of managedMachines(platform)) {
    const task = taskOf(machine);
    if (!chosen.has(task)) chosen.set(task, machine);
  }
  const kinds = new Set([...chosen.values()].map(softwareOf));
  for (const machine of managedMachines(platform).filter(({ os }) => os.family === 'debian')) {
    if (!kinds.has(softwareOf(machine))) chosen.set(softwareOf(machine), machine);
    kinds.add(softwareOf(machine));
  }
  return [...chosen.values()];
}

it('covers every task on every distribution', () => {
  const tasks = (machines: readonly Machine[]) => [...new Set(machines.map(taskOf))].sort();
  expect(tasks(oneOfEach())).toEqual(tasks(managedMachines(platform)));
});

it.each(oneOfEach().map((machine) => [machine.fqdn, machine] as const))(
  'finds nothing wrong in what it would do on %s',
  (_, machine) => {
    writeFacts(lab, machine);
    const { status, stderr } = run('puppet', [...applyArguments(lab, machine), '--noop']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  },
);
