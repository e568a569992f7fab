import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Guest } from '../../src/model/platform.ts';
import { type Run, startMachine, type TestMachine } from '../support/machine.ts';
import { examples } from './examples.ts';
import { applyArguments, type Lab, writeFacts, writeLab } from './lab.ts';

const { platform, tree } = examples();
const guests = platform.sites.flatMap((site) => site.guests);
const proxy = guests.find(({ roles }) => roles.includes('reverse_proxy'))! as Guest;

let machine: TestMachine;
let lab: Lab;
beforeAll(async () => {
  machine = await startMachine();
  for (const { device, ipv4 } of proxy.interfaces) addInterface(device, `${ipv4}/24`);
  ip('route', 'add', 'default', 'via', proxy.site.internal.gateway4!);
  lab = writeLab(machine.directory, tree);
  writeFacts(lab, proxy);
});
afterAll(() => machine.stop());

function ip(...args: string[]): void {
  const { status, stderr } = machine.run('ip', ...args);
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`);
}

/** A bridge without ports is the interface that every kernel has. */
function addInterface(device: string, address: string): void {
  ip('link', 'add', device, 'type', 'bridge');
  ip('address', 'add', address, 'dev', device);
  ip('link', 'set', device, 'up');
}

const apply = (): Run => machine.run('puppet', ...applyArguments(lab, proxy));

it('turns a machine into the reverse proxy, and has nothing left to do the second time', () => {
  const first = apply();
  expect(`${first.status}\n${first.stderr}`).toBe('2\n');
  const second = apply();
  expect(`${second.status}\n${second.stdout}${second.stderr}`).toMatch(
    /^0\nNotice: Compiled catalog[^\n]*\nNotice: Applied catalog[^\n]*\n$/,
  );
});
