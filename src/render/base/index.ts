import type { Machine, Site } from '../../model/platform.ts';
import { type Contribution, FileContent, type Rendered } from '../contribution.ts';
import { hostsFile, messageOfTheDay, resolverFile } from './files.ts';
import { baseSoftware } from './os.ts';

const paths = { hosts: '/etc/hosts', motd: '/etc/motd', resolver: '/etc/resolv.conf' };

/** What every managed machine gets: its name, the names it needs before there is DNS, its time zone, its resolver. */
export function renderBase(site: Site): Rendered {
  const machines = [...site.hypervisors, ...site.servers, ...site.guests].filter(({ os }) => os.managed);
  return { contributions: machines.map(contribution), diagnostics: [] };
}

function contribution(machine: Machine): Contribution {
  const { packages, timeZoneFile, networkManager } = baseSoftware(machine);
  const resolver = resolverFile(machine);
  return {
    machine,
    module: 'base',
    parameters: {
      hostname: machine.hostname,
      hosts: new FileContent(paths.hosts),
      motd: new FileContent(paths.motd),
      time_zone: machine.site.timeZone,
      ...(timeZoneFile && { time_zone_file: timeZoneFile }),
      ...(resolver && { resolver: new FileContent(paths.resolver), network_manager: networkManager }),
      packages,
    },
    files: [
      { path: paths.hosts, content: hostsFile(machine) },
      { path: paths.motd, content: messageOfTheDay(machine) },
      ...(resolver ? [{ path: paths.resolver, content: resolver }] : []),
    ],
  };
}
