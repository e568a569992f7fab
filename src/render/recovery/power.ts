import { machinesOf } from '../../model/machines.ts';
import type { Guest, Machine, Site } from '../../model/platform.ts';
import { networkMounts } from '../nfs/clients.ts';
import { mountUnitName } from '../quote/systemd.ts';
import { byHost, runningGuests, starting } from './guests.ts';
import { type Block, commands, steps } from './page.ts';

/**
 * What is left to do when all of a site has lost its power and starts by itself: who is in charge of mirrored volumes is
 * never decided by machines, and what did not find its volumes when it started has given up.
 */
export function powerPlan(site: Site): Block[] {
  const promoted = site.servers.filter(({ roles, mirror }) => roles.includes('nfs') && mirror);
  const waiting = machinesOf(site).filter(
    (machine) => startsEarly(machine) && networkMounts(machine).length > 0,
  );
  const guests = runningGuests(site).filter(isOnStore);
  if (promoted.length + waiting.length === 0) return [];
  return [
    `## The power of ${site.name} was out`,
    'When all physical machines have started:',
    steps([
      ...promoted.map((server) => {
        const wait =
          'Wait until `drbdadm dstate all` says `UpToDate/UpToDate` for each volume, then put it in charge.';
        return `${wait}\n\n${commands(server, [`placo-volumes promote ${server.name}`])}`;
      }),
      ...(waiting.length > 0 ? [`Mount what was not there in time.\n\n${each(waiting.map(mounting))}`] : []),
      ...(guests.length > 0
        ? [
            `Start the guests whose disks were not there in time; it is said of those that run.\n\n${each(byHost(guests, ({ production }) => production).map(([host, here]) => starting(host, here)))}`,
          ]
        : []),
    ]),
  ];
}

const each = (blocks: readonly Block[]): Block => blocks.join('\n\n');

/** A guest on a store of the NFS server starts when that is mounted, and finds its own volumes then. */
function startsEarly(machine: Machine): boolean {
  return (
    machine.os.managed && (machine.kind !== 'guest' || (machine.state === 'running' && !isOnStore(machine)))
  );
}

const isOnStore = ({ disks }: Guest) => disks.some(({ store }) => store.type === 'nfs');

function mounting(machine: Machine): Block {
  const units = networkMounts(machine).map(({ path }) => mountUnitName(path));
  return commands(machine, [`systemctl start ${units.join(' ')}`]);
}
