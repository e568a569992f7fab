import type { Machine, Server, Site } from '../../model/platform.ts';
import { providersOf } from '../services.ts';
import { runningGuests } from './guests.ts';
import { type Block, names, steps } from './page.ts';
import { replacement, servicesOf } from './server.ts';

/** What to do when all of a site is lost, in the order of its layers. */
export function sitePlan(site: Site): Block[] {
  const { servers, hypervisors } = site;
  const storage = servers.filter(({ roles }) => roles.includes('nfs') || roles.includes('mirror'));
  const needed = servers.filter((server) => !storage.includes(server) && servicesOf(server).size > 0);
  const rest = servers.filter((server) => !storage.includes(server) && !needed.includes(server));
  const running = runningGuests(site);
  const first = servers[0] ?? hypervisors[0];
  if (!first) return [];
  return [
    `## All of ${site.name} is lost`,
    `Nothing below needs what comes after it. A machine is made like this one: ${replacement(first)}`,
    steps([
      ...step(needed, 'Servers that the others need'),
      ...step(storage, 'Storage').map(
        (block) => `${block} The data are restored ${backupsOf(site, storage)}.`,
      ),
      ...step(hypervisors, 'Hypervisors'),
      ...step(running, 'Guests, each from the backup of its system or made by Puppet'),
      ...step(rest, 'Servers that nobody waits for'),
    ]),
  ];
}

function step(machines: readonly Machine[], what: string): Block[] {
  return machines.length === 0 ? [] : [`${what}: ${names(machines)}.`];
}

/** The backups that are elsewhere; else those of the site, if they are not lost as well. */
function backupsOf(site: Site, storage: readonly Server[]): string {
  const { offsiteBackup } = site;
  if (offsiteBackup) return `from \`${offsiteBackup.fqdn}\``;
  const local = providersOf(site, 'backup').filter((each) => !storage.includes(each as Server));
  return local.length > 0
    ? `from ${names(local)}, if that is not lost as well: the site has no off-site backup`
    : 'from where you have put copies: the site describes no backup';
}
