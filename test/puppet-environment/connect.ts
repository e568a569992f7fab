import type { Machine } from '../../src/model/platform.ts';
import type { TestMachine } from '../support/machine.ts';

/** Gives the machine the interfaces that the sources describe: bridges without ports, which every kernel has. */
export function connect(machine: TestMachine, described: Machine): void {
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
