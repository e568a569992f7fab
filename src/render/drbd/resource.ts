import { compareNames } from '../../model/names.ts';
import type { Server, Volume } from '../../model/platform.ts';
import { addressesTowards } from '../nfs/clients.ts';
import { drbd } from '../quote/drbd.ts';
import { template } from '../template.ts';

const resourceTemplate = template('drbd/resource', drbd);

/** A volume whose server has a mirror. */
export interface Mirrored {
  readonly volume: Volume;
  /** Server and mirror in the order of their names, which is that of node-ids, whoever is in charge. */
  readonly nodes: readonly [Server, Server];
}

/** The port of the first resource; the range is known as the service `drbd`. */
const firstPort = 7788;

/** The volumes of a site that are mirrored. */
export function mirroredVolumes(volumes: readonly Volume[]): Mirrored[] {
  return volumes.flatMap((volume) => {
    const { server } = volume;
    if (!server.mirror) return [];
    const [one, other] = [server, server.mirror].sort((a, b) => compareNames(a.name, b.name));
    return [{ volume, nodes: [one!, other!] as const }];
  });
}

/**
 * The file of a resource, the same on both nodes. Minor and port follow the volume's fsid, which never changes. It has
 * node-ids where both nodes have DRBD 9; without them DRBD 9 gives its own to two nodes.
 */
export function resourceFile({ volume, nodes }: Mirrored): string {
  const numbered = nodes.every(knowsNodeIds);
  return resourceTemplate({
    site: volume.site.name,
    name: volume.name,
    path: volume.path,
    device: drbdDevice(volume),
    minor: volume.fsid,
    nodes: nodes.map((node, id) => ({
      host: node.hostname,
      nodeId: numbered ? String(id) : '',
      disk: logicalVolume(volume, node),
      ...addressView(node, nodes[1 - id]!),
      port: portOf(volume),
    })),
  });
}

/** Debian's kernels have DRBD 8.4, whose drbdadm refuses a node-id; ELRepo's is DRBD 9. */
function knowsNodeIds({ os }: Server): boolean {
  return os.family === 'redhat';
}

/** The device that a mirrored volume is read and written through, on the node in charge. */
export function drbdDevice({ fsid }: Volume): string {
  return `/dev/drbd${fsid}`;
}

/** The logical volume of a node that a volume lies on. */
export function logicalVolume({ name }: Volume, { volumeGroup }: Server): string {
  return `/dev/${volumeGroup}/${name}`;
}

/** The port of a volume's resource. */
export function portOf({ fsid }: Volume): number {
  return firstPort - 1 + fsid;
}

function addressView(node: Server, peer: Server) {
  const address = addressesTowards(node, peer)[0] ?? '';
  const ipv6 = address.includes(':');
  return { ipv6, address };
}
