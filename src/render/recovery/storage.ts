import { machinesOf } from '../../model/machines.ts';
import type { Machine, Server, Volume } from '../../model/platform.ts';
import { exportedVolumes, networkMounts } from '../nfs/clients.ts';
import { internalAddresses, internalInterface, providersOf } from '../services.ts';
import { type Block, commands, names, steps } from './page.ts';

/** What to do when an NFS server is lost, and when it is back. */
export function storagePlan(server: Server): Block[] {
  const volumes = server.site.volumes.filter((volume) => volume.server === server);
  const { mirror } = server;
  return [
    `## ${server.name}, an NFS server, is lost`,
    `Its volumes are ${names(volumes)}. Until they are back, ${waiting(server, volumes)}`,
    ...(mirror ? takeover(server, mirror) : withoutMirror(server)),
  ];
}

function waiting(server: Server, volumes: readonly Volume[]): string {
  const clients = machinesOf(server.site).filter((machine) =>
    networkMounts(machine).some(({ volume }) => volumes.includes(volume)),
  );
  const guests = server.site.guests.filter(
    ({ state, disks }) =>
      state === 'running' &&
      disks.some(({ store }) => store.type === 'nfs' && volumes.includes(store.volume)),
  );
  const waits = clients.length === 0 ? 'nobody waits.' : `whatever uses them on ${names(clients)} waits.`;
  return guests.length === 0
    ? waits
    : `${waits} So does every guest whose disks lie there: ${names(guests)}.`;
}

function takeover(server: Server, mirror: Server): Block[] {
  const { name } = server;
  const gone =
    'Go on when `drbdadm cstate all` no longer says `Connected`, which takes ten seconds and more.';
  const promote = [
    'drbdadm cstate all',
    ...ownAddresses(server, mirror, 'add'),
    `placo-volumes promote ${name}`,
  ];
  return [
    steps([
      `Make sure that ${name} is off: cut its power. Clients must never find two.`,
      `Put ${mirror.name} in charge. ${gone}\n\n${commands(mirror, promote)}`,
      `Clients go on by themselves.${paused(server)}`,
    ]),
    `### When ${name} is back`,
    steps(returning(server, mirror)),
    `Change \`server\` and \`mirror\` in the sources instead when ${mirror.name} is to stay in charge.`,
  ];
}

/** libvirt stops a guest whose disk fails; Xen's waits for its disk. */
function paused({ site }: Server): string {
  if (site.hypervisors.every(({ virtualization }) => virtualization !== 'kvm')) return '';
  return ' A guest that an error of its disk has stopped (`virsh list --state-paused`) goes on with `virsh resume`.';
}

/** With a service address both nodes can be there at once; else the mirror has to give the server's own back first. */
function returning(server: Server, mirror: Server): Block[] {
  const { name, serviceAddress } = server;
  const start = `Start it, and wait until \`drbdadm dstate all\` says \`UpToDate/UpToDate\` for each volume.`;
  const release = [...ownAddresses(server, mirror, 'delete'), `placo-volumes demote ${name}`];
  const demote = `When users can wait for a while, have ${mirror.name} let go.\n\n${commands(mirror, release)}`;
  const promote = `Put ${name} in charge again.\n\n${commands(server, [`placo-volumes promote ${name}`])}`;
  return serviceAddress ? [start, demote, promote] : [`Leave it off at first. ${demote}`, start, promote];
}

/** Without a service address the mirror has the server's own, by hand. */
function ownAddresses(server: Server, mirror: Server, verb: 'add' | 'delete'): string[] {
  if (server.serviceAddress) return [];
  const { network, device } = internalInterface(mirror)!;
  return internalAddresses(server).map((address) => {
    const prefix = address.includes(':') ? network.ipv6! : network.ipv4;
    return `ip address ${verb} ${address}/${prefix.split('/')[1]} dev ${device}`;
  });
}

function withoutMirror(server: Server): Block[] {
  const backups = providersOf(server.site, 'backup');
  const source = backups.length > 0 ? `from the backups of ${names(backups)}` : 'from a backup';
  return [
    `It has no mirror. Mend it, or install another one in its place, and restore the volumes ${source}.`,
  ];
}

/** What to do when a mirror is lost. */
export function mirrorPlan(mirror: Server): Block[] {
  const mirrored = exportedVolumes(mirror).filter(({ server }) => server !== mirror);
  if (mirrored.length === 0) return [];
  const servers: Machine[] = [...new Set(mirrored.map(({ server }) => server))];
  return [
    `## ${mirror.name}, a mirror, is lost`,
    `Nobody notices: ${names(mirrored)} go on without a mirror on ${names(servers)}. Do not lose that as well. When the mirror is back it fetches what it missed by itself; \`drbdadm dstate all\` says \`UpToDate/UpToDate\` then. A new one has its volumes made by Puppet, and fetches all.`,
  ];
}
