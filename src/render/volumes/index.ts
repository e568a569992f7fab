import type { Server, Site, Volume } from '../../model/platform.ts';
import { type Contribution, FileContent, type MachineFile, type Rendered } from '../contribution.ts';
import { drbdDevice, logicalVolume } from '../drbd/resource.ts';
import { express, renderedOf } from '../express.ts';
import { exportedVolumes } from '../nfs/clients.ts';
import { shell } from '../quote/shell.ts';
import { mountUnitName, systemd } from '../quote/systemd.ts';
import { internalInterface } from '../services.ts';
import { template } from '../template.ts';
import { websiteDirectories } from './directories.ts';

const tableTemplate = template('volumes/volumes', shell);
const mountTemplate = template('volumes/mount', systemd);

const tablePath = '/etc/placo/volumes';

/** The logical volumes and file systems of a site's NFS servers, and of their mirrors. */
export function renderVolumes(site: Site): Rendered {
  const servers = site.servers.filter((server) => server.os.managed && exportedVolumes(server).length > 0);
  return renderedOf(
    servers.map((server) =>
      express(`the volumes of ${server.name}`, server.place, () => contributionOf(server)),
    ),
  );
}

function contributionOf(server: Server): Contribution {
  const volumes = exportedVolumes(server);
  const units = volumes.map((volume) => mountUnitOf(volume, server));
  const table = { path: tablePath, content: tableOf(volumes, server) };
  const described = volumes.map((volume, index) => [
    volume.name,
    {
      unit: mountUnitName(volume.path),
      content: new FileContent(units[index]!.path),
      mirrored: isMirrored(volume),
    },
  ]);
  return {
    machine: server,
    module: 'volumes',
    parameters: {
      packages: packagesOf(volumes, server),
      table: new FileContent(tablePath),
      volumes: Object.fromEntries(described),
    },
    files: [table, ...units],
  };
}

function isMirrored({ server }: Volume): boolean {
  return server.mirror !== undefined;
}

function packagesOf(volumes: readonly Volume[], { os }: Server): string[] {
  const programs = { xfs: 'xfsprogs', ext4: 'e2fsprogs' };
  const arping = { debian: 'iputils-arping', redhat: 'iputils' };
  const announced = volumes.some(({ server }) => server.serviceAddress) ? [arping[os.family]] : [];
  return ['lvm2', ...announced, ...new Set(volumes.map(({ fileSystem }) => programs[fileSystem]))].sort();
}

function tableOf(volumes: readonly Volume[], server: Server): string {
  return tableTemplate({
    server: server.name,
    site: server.site.name,
    volumes: volumes.map((volume) => ({
      name: volume.name,
      group: server.volumeGroup,
      size: volume.size,
      fileSystem: volume.fileSystem,
      path: volume.path,
      unit: mountUnitName(volume.path),
      server: volume.server.name,
      mirrored: isMirrored(volume) ? drbdDevice(volume) : '',
      directories: websiteDirectories(volume).map((each) => ({ ...each, name: volume.name })),
    })),
    addresses: serviceAddresses(volumes, server),
  });
}

/** On the node's own device, each alone in its prefix: it is an address of the network, and no other way into it. */
function serviceAddresses(volumes: readonly Volume[], node: Server) {
  const { device } = internalInterface(node)!;
  return [...new Set(volumes.map(({ server }) => server))].flatMap(({ name, serviceAddress }) => {
    const { ipv4, ipv6 } = serviceAddress?.interface ?? {};
    const addresses = [ipv4 && `${ipv4}/32`, ipv6 && `${ipv6}/128`].filter((address) => address);
    return addresses.map((address) => ({ server: name, device, address }));
  });
}

/**
 * By device, never by UUID: below a mirrored volume lies a logical volume with the same one. A mirrored volume is mounted
 * where somebody put a node in charge, so its unit starts with nothing.
 */
function mountUnitOf(volume: Volume, server: Server): MachineFile {
  const mirrored = isMirrored(volume);
  const content = mountTemplate({
    description: `${volume.name} of ${volume.site.name}`,
    what: mirrored ? drbdDevice(volume) : logicalVolume(volume, server),
    where: volume.path,
    type: volume.fileSystem,
    options: ['noatime', 'nosuid', 'nodev'].join(','),
    mirrored,
  });
  return { path: `/etc/systemd/system/${mountUnitName(volume.path)}`, content };
}
