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

/** Machines of the distribution family that the tests run on, one for each set of software. */
function oneOfEach(): Machine[] {
  const kinds = new Map<string, Machine>();
  for (const machine of managedMachines(platform).filter(({ os }) => os.family === 'debian')) {
    const modules = contributions.filter((each) => each.machine === machine).map(({ module }) => module);
    const kind = modules.join(' ');
    if (!kinds.has(kind)) kinds.set(kind, machine);
  }
  return [...kinds.values()];
}

it.each(oneOfEach().map((machine) => [machine.fqdn, machine] as const))(
  'finds nothing wrong in what it would do on %s',
  (_, machine) => {
    writeFacts(lab, machine);
    const { status, stderr } = run('puppet', [...applyArguments(lab, machine), '--noop']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  },
);
