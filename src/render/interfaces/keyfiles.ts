import type { Machine } from '../../model/platform.ts';
import { derivedUuid } from '../../model/uuid.ts';
import type { MachineFile } from '../contribution.ts';
import { keyfile } from '../quote/keyfile.ts';
import { template } from '../template.ts';
import type { Device, Settings } from './devices.ts';

const connection = template('interfaces/connection', keyfile);
const types = { card: 'ethernet', vlan: 'vlan', bridge: 'bridge' };

/** NetworkManager's connection profiles, one for each device. */
export function keyfiles(machine: Machine, devices: readonly Device[]): MachineFile[] {
  return devices.map((device) => ({
    path: `/etc/NetworkManager/system-connections/placo-${device.name}.nmconnection`,
    content: connection(viewOf(machine, device)),
  }));
}

function viewOf({ site, name: machine }: Machine, { name, mtu, link, bridge, ipv4, ipv6 }: Device): object {
  return {
    name,
    uuid: derivedUuid(site.name, 'connection', machine, name),
    type: types[link.kind],
    mtu,
    controllers: bridge === undefined ? [] : [bridge],
    vlans: link.kind === 'vlan' ? [link] : [],
    isBridge: link.kind === 'bridge',
    protocols: bridge === undefined ? [protocol('ipv4', ipv4), protocol('ipv6', ipv6)] : [],
  };
}

function protocol(section: string, settings: Settings | undefined): object {
  const addresses = settings ? [settings.address] : [];
  return {
    section,
    method: settings ? 'manual' : 'disabled',
    addresses,
    gateways: settings?.gateway ? [settings.gateway] : [],
  };
}
