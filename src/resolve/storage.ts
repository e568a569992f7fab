import type { Mutable } from '../model/mutable.ts';
import { compareNames } from '../model/names.ts';
import type { Server, Store, Volume } from '../model/platform.ts';
import { formatSize } from '../model/size.ts';
import { type Node, nodeAt, placeAtPath, placeOfKey } from '../read/node.ts';
import type { Store as StoreSource, Volume as VolumeSource } from '../read/types.generated.ts';
import { refer, report, type SiteContext } from './context.ts';
import { recorded, recordOf, staleHint } from './lock.ts';
import { bytesOf } from './machine.ts';
import { recordMade, recordSettings } from './origins.ts';

/** Adds the site's volumes, in the order of site.yaml, and gives their exports identities that never change. */
export function resolveVolumes(context: SiteContext): void {
  const all = nodeAt(context.document.root, ['volumes']);
  const waiting: Mutable<Volume>[] = [];
  for (const [name, source] of Object.entries(context.document.data.volumes ?? {})) {
    const node = nodeAt(all, [name])!;
    const server = serverOf(context, source, node);
    if (!server) {
      context.broken.add(name);
      continue;
    }
    const volume = createVolume(context, name, source, server as Server, placeOfKey(all!, name));
    reportTooSmall(context, volume, node);
    context.volumes.set(name, volume);
    recordSettings(context.origins, volume, { data: source, layers: [node], place: volume.place });
    if (volume.fsid === 0) waiting.push(volume);
  }
  assignFsids(context, waiting);
}

function createVolume(
  { site }: SiteContext,
  name: string,
  source: VolumeSource,
  server: Server,
  place: Volume['place'],
): Mutable<Volume> {
  return {
    ...{ name, site, server, place },
    path: source.path ?? `/srv/nfs/${name}`,
    size: bytesOf(source.size),
    contents: source.contents,
    fileSystem: source.file_system ?? 'xfs',
    fsid: typeof source.fsid === 'number' ? source.fsid : 0,
  };
}

/** mkfs.xfs makes nothing smaller since xfsprogs 5.19. */
const smallestXfs = 300 * 2 ** 20;

function reportTooSmall(context: SiteContext, { name, size, fileSystem }: Volume, node: Node): void {
  if (fileSystem !== 'xfs' || size >= smallestXfs) return;
  const message = `${name} has ${formatSize(size)}, and a file system of xfs at least ${formatSize(smallestXfs)}.`;
  const hint = 'make it larger, or give it file_system: ext4';
  report(context, 'resolve/conflict', message, placeAtPath(node, ['size']), { hint });
}

function serverOf(context: SiteContext, source: VolumeSource, node: Node): Mutable<Server> | undefined {
  const place = placeAtPath(node, ['server']);
  const server = refer(context, 'server', context.servers, source.server, place);
  if (server && !server.roles.includes('nfs')) {
    const related = [{ place: server.place, message: 'The server is here.' }];
    const message = `'${server.name}' is no NFS server.`;
    report(context, 'resolve/wrong-kind', message, place, { related, hint: 'give it the role nfs' });
  }
  return server;
}

/** Recorded identities first, then the lowest free ones in the order of names. */
function assignFsids(context: SiteContext, waiting: readonly Mutable<Volume>[]): void {
  const taken = new Set([...context.volumes.values()].map(({ fsid }) => fsid));
  const undecided = waiting.filter((volume) => {
    const locked = recorded(context.decisions, 'volumes', volume.name).fsid;
    if (locked === undefined) return true;
    if (!taken.has(locked)) {
      setFsid(context, volume, locked, 'lock');
      taken.add(locked);
      return false;
    }
    const place = context.decisions.placeOf('volumes', volume.name) ?? volume.place;
    const message = `The fsid ${locked} that is recorded of ${volume.name} is that of another volume now.`;
    report(context, 'resolve/stale-lock', message, place, { hint: staleHint });
    return true;
  });
  let next = 1;
  for (const volume of undecided.sort((a, b) => compareNames(a.name, b.name))) {
    while (taken.has(next)) next++;
    setFsid(context, volume, next, 'decided');
    taken.add(next);
  }
}

function setFsid(
  context: SiteContext,
  volume: Mutable<Volume>,
  fsid: number,
  kind: 'lock' | 'decided',
): void {
  volume.fsid = fsid;
  recordOf(context.decisions, 'volumes', volume.name).fsid = fsid;
  recordMade(context.origins, volume, '/fsid', fsid, { kind });
}

/** Adds the site's stores, in the order of site.yaml. */
export function resolveStores(context: SiteContext): void {
  const all = nodeAt(context.document.root, ['stores']);
  for (const [name, source] of Object.entries(context.document.data.stores ?? {})) {
    const store = createStore(context, name, source, nodeAt(all, [name])!, placeOfKey(all!, name));
    if (store) context.stores.set(name, store);
    else context.broken.add(name);
  }
}

function createStore(
  context: SiteContext,
  name: string,
  source: StoreSource,
  node: Node,
  place: Store['place'],
): Store | undefined {
  const { site } = context;
  if (source.type === 'lvm') {
    const volumeGroup = source.volume_group ?? 'vg_guests';
    return { type: 'lvm', name, site, volumeGroup, size: bytesOf(source.size), place };
  }
  const volume = refer(context, 'volume', context.volumes, source.volume, placeAtPath(node, ['volume']));
  if (!volume) return undefined;
  return { type: 'nfs', name, site, volume, mountPoint: source.mount_point ?? `/srv/${name}`, place };
}
