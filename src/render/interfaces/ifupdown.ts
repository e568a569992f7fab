import type { Machine } from '../../model/platform.ts';
import type { MachineFile } from '../contribution.ts';
import { ifupdown } from '../quote/ifupdown.ts';
import { template } from '../template.ts';
import type { Device, Settings } from './devices.ts';

const stanzas = template('interfaces/stanzas', ifupdown);
const main = template('interfaces/interfaces', ifupdown);

/**
 * The files of ifupdown. A physical machine's devices are all described, so that its main file is placo's too: a
 * second stanza there would give its address to a device that is a port of a bridge now.
 */
export function ifupdownFiles({ kind }: Machine, devices: readonly Device[]): MachineFile[] {
  const content = stanzas({ devices: devices.map(viewOf) });
  const described = { path: '/etc/network/interfaces.d/placo', content };
  return kind === 'guest' ? [described] : [{ path: '/etc/network/interfaces', content: main({}) }, described];
}

function viewOf({ name, mtu, link, ipv4, ipv6 }: Device): object {
  return {
    name,
    mtu,
    vlans: link.kind === 'vlan' ? [link] : [],
    bridges: link.kind === 'bridge' ? [link] : [],
    ipv4: present(ipv4),
    ipv6: present(ipv6),
  };
}

function present(settings: Settings | undefined): object[] {
  if (!settings) return [];
  return [{ address: settings.address, gateways: settings.gateway ? [settings.gateway] : [] }];
}
