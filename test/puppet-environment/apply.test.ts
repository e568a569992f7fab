import { expect, it } from 'vitest';
import { startMachine, type TestMachine } from '../support/machine.ts';
import { connect } from './connect.ts';
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
