import { expect, it } from 'vitest';
import type { Machine } from '../../src/model/platform.ts';
import { startMachine, type TestMachine } from '../support/machine.ts';
import { examples } from './examples.ts';
import { applyArguments, managedMachines, writeFacts, writeLab } from './lab.ts';

const { platform, tree } = examples();

/** Machines whose software can run where the kernel neither mounts nor serves NFS, and their services. */
const roles = [
  ['proxy1.bordeaux.plm.example', ['apache2', 'chrony', 'rsyslog', 'placo-firewall']],
  ['infra1.grenoble.plm.example', ['named', 'chrony', 'rsyslog', 'placo-firewall']],
  ['backup1.grenoble.plm.example', ['chrony', 'rsyslog', 'placo-firewall']],
] as const;

it.each(roles)(
  'makes a machine %s with its services, and has nothing left to do the second time',
  async (fqdn, services) => {
    const described = managedMachines(platform).find((each) => each.fqdn === fqdn)!;
    const machine = await startMachine();
    try {
      connect(machine, described);
      const lab = writeLab(machine.directory, tree);
      writeFacts(lab, described);
      const apply = () => machine.run('puppet', ...applyArguments(lab, described));
      const first = apply();
      expect(`${first.status}\n${first.stderr}`).toBe('2\n');
      const second = apply();
      expect(`${second.status}\n${second.stdout}${second.stderr}`).toMatch(
        /^0\nNotice: Compiled catalog[^\n]*\nNotice: Applied catalog[^\n]*\n$/,
      );
      const internal = described.interfaces[0]!.ipv4!;
      expect(machine.run('getent', 'ahostsv4', described.hostname).stdout).toContain(internal);
      expect(machine.run('date', '+%Z').stdout).toMatch(/^CES?T$/m);
      for (const service of services)
        expect([service, isActive(machine, service)]).toEqual([service, 'active']);
    } finally {
      machine.stop();
    }
  },
  900_000,
);

const isActive = (machine: TestMachine, service: string): string =>
  machine.run('systemctl', 'is-active', service).stdout.trim();

/** Gives the machine the interfaces that the sources describe: bridges without ports, which every kernel has. */
function connect(machine: TestMachine, described: Machine): void {
  const ip = (...args: string[]) => {
    const { status, stderr } = machine.run('ip', ...args);
    if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`);
  };
  for (const { device, ipv4, ipv6, network } of described.interfaces) {
    ip('link', 'add', device, 'type', 'bridge');
    if (ipv4) ip('address', 'add', `${ipv4}/${network.ipv4.split('/')[1]}`, 'dev', device);
    if (ipv6) ip('address', 'add', `${ipv6}/64`, 'dev', device, 'nodad');
    ip('link', 'set', device, 'up');
  }
  const ways = described.interfaces.map(({ network }) => network.gateway4 !== undefined);
  const way = described.interfaces[ways.lastIndexOf(true)]!;
  const router = way.network.gateway4!;
  if (router !== way.ipv4) ip('route', 'add', 'default', 'via', router);
}
