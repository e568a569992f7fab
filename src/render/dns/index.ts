import { familyOf } from '../../model/ip.ts';
import type { Machine, Site } from '../../model/platform.ts';
import { type Contribution, FileContent, type Rendered } from '../contribution.ts';
import { express, renderedOf } from '../express.ts';
import { named } from '../quote/named.ts';
import { internalAddresses, managedMachines, providersOf } from '../services.ts';
import { template } from '../template.ts';
import { dnsSoftware } from './os.ts';
import { type Zone, zonesOf } from './zones.ts';

const namedConf = template('dns_server/named', named);

/** The name servers of a site: each answers for the site's own zones, and asks the world for the internal network. */
export function renderDns(site: Site): Rendered {
  const servers = managedMachines(site).filter((machine) => providersOf(site, 'dns').includes(machine));
  return renderedOf(
    servers.map((machine) =>
      express(`the names of ${site.name}`, site.place, () => contribution(machine, zonesOf(site))),
    ),
  );
}

function contribution(machine: Machine, zones: readonly Zone[]): Contribution {
  const { packages, service, group, configFile, zoneDirectory } = dnsSoftware(machine.os);
  const files = zones.map((zone) => ({ path: zoneFile(machine, zone), content: zone.content }));
  return {
    machine,
    module: 'dns_server',
    parameters: {
      ...{ packages, service, group },
      config_file: configFile,
      config: new FileContent(configFile),
      zone_directory: zoneDirectory,
      zones: Object.fromEntries(files.map(({ path }) => [path, new FileContent(path)])),
    },
    files: [{ path: configFile, content: namedConf(settings(machine, zones)) }, ...files],
  };
}

function zoneFile(machine: Machine, { name }: Zone): string {
  return `${dnsSoftware(machine.os).zoneDirectory}/${name}.zone`;
}

function settings(machine: Machine, zones: readonly Zone[]): object {
  const { internal } = machine.site;
  const addresses = internalAddresses(machine);
  const { workingDirectory, cryptoPolicy } = dnsSoftware(machine.os);
  return {
    directory: workingDirectory,
    cryptoPolicy,
    clients: internal.ipv6 ? [internal.ipv4, internal.ipv6] : [internal.ipv4],
    ipv4: addresses.filter((address) => familyOf(address) === 4),
    ipv6: addresses.filter((address) => familyOf(address) === 6),
    zones: zones.map((zone) => ({ name: zone.name, file: zoneFile(machine, zone) })),
  };
}
