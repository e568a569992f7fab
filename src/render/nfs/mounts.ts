import type { Address, Machine, Mount, Server } from '../../model/platform.ts';
import { mountUnitName, systemd } from '../quote/systemd.ts';
import { internalInterface } from '../services.ts';
import { template } from '../template.ts';
import { addressesTowards } from './clients.ts';
import { pseudoRoot } from './exports.ts';

const mountTemplate = template('nfs_client/mount', systemd);

/** A systemd unit that mounts something. */
export interface MountUnit {
  readonly name: string;
  readonly content: string;
}

const common = ['noatime', 'nosuid', 'nodev'];

/** The unit for a mount: over NFS, or of the directory itself where the volume lies on the same machine. */
export function mountUnit(machine: Machine, mount: Mount): MountUnit {
  const content = mountTemplate({
    description: `${mount.volume.name} of ${(mount.volume.server.serviceAddress ?? mount.volume.server).fqdn}`,
    where: mount.path,
    ...(mount.volume.server === machine ? boundSource(mount) : networkSource(machine, mount)),
  });
  return { name: mountUnitName(mount.path), content };
}

function networkSource(machine: Machine, mount: Mount) {
  const access = mount.readOnly ? 'ro' : 'rw';
  return {
    what: `${serverAddress(machine, mount)}:${remotePath(mount)}`,
    type: 'nfs',
    options: [access, 'hard', 'nfsvers=4.2', ...common, '_netdev'].join(','),
  };
}

/** By address, so that a hypervisor mounts its store while no name server answers yet. */
function serverAddress(machine: Machine, { volume: { server } }: Mount): string {
  const address = serviceAddress(machine, server) ?? addressesTowards(server, machine)[0] ?? server.fqdn;
  return address.includes(':') ? `[${address}]` : address;
}

/** The one of a family that the machine has too, IPv4 first. */
function serviceAddress(machine: Machine, server: Server): Address | undefined {
  const { ipv4, ipv6 } = server.serviceAddress?.interface ?? {};
  const own = internalInterface(machine);
  return (own?.ipv4 && ipv4) || (own?.ipv6 && ipv6);
}

/** A path as clients see it, below the server's pseudo-root. */
function remotePath(mount: Mount): string {
  return localPath(mount).slice(pseudoRoot.length);
}

function localPath({ volume, directory }: Mount): string {
  return directory === '' ? volume.path : `${volume.path}/${directory}`;
}

function boundSource(mount: Mount) {
  const options = ['bind', mount.readOnly ? 'ro' : 'rw', ...common].join(',');
  return { what: localPath(mount), type: 'none', options };
}
