import type { Machine, Site } from '../../model/platform.ts';
import { type Contribution, FileContent, type Rendered } from '../contribution.ts';
import { express, renderedOf } from '../express.ts';
import { chrony } from '../quote/chrony.ts';
import { internalAddresses, managedMachines, providersOf } from '../services.ts';
import { template } from '../template.ts';
import { ntpSoftware } from './os.ts';

const chronyConf = template('ntp/chrony', chrony);

/** The time of a site's machines: servers ask the world, all others ask the servers, by address so that no DNS is needed. */
export function renderNtp(site: Site): Rendered {
  return renderedOf(
    managedMachines(site).map((machine) =>
      express(`the time of ${machine.name}`, machine.place, () => contribution(machine)),
    ),
  );
}

function contribution(machine: Machine): Contribution {
  const { packages, service, configFile } = ntpSoftware(machine.os);
  return {
    machine,
    module: 'ntp',
    parameters: { packages, service, config_file: configFile, config: new FileContent(configFile) },
    files: [{ path: configFile, content: chronyConf(settings(machine)) }],
  };
}

function settings(machine: Machine): object {
  const { pool, driftFile } = ntpSoftware(machine.os);
  const { internal } = machine.site;
  const providers = providersOf(machine.site, 'ntp');
  const serves = providers.includes(machine);
  const others = providers.filter((provider) => provider !== machine);
  return {
    serves,
    driftFile,
    pools: serves || providers.length === 0 ? [pool] : [],
    servers: others.flatMap((provider) => internalAddresses(provider).slice(0, 1)),
    allowed: internal.ipv6 ? [internal.ipv4, internal.ipv6] : [internal.ipv4],
  };
}
