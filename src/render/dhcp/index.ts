import type { Machine, Site } from '../../model/platform.ts';
import { type Contribution, FileContent, type Rendered } from '../contribution.ts';
import { express, renderedOf } from '../express.ts';
import { dnsmasq } from '../quote/dnsmasq.ts';
import { managedMachines, providersOf } from '../services.ts';
import { template } from '../template.ts';
import { settingsOf } from './settings.ts';

const path = '/etc/dnsmasq.conf';
const dnsmasqConf = template('dhcp_server/dnsmasq', dnsmasq);

/**
 * The addresses of a site's internal network: fixed ones by DHCP and DHCPv6, from each of the providers alike, and
 * router advertisements, from the gateway too where it is not one of them.
 */
export function renderDhcp(site: Site): Rendered {
  const providers = providersOf(site, 'dhcp');
  const router = providers.length > 0 && site.internal.ipv6 ? [site.internal.natGateway] : [];
  const servers = managedMachines(site).filter((machine) => [...providers, ...router].includes(machine));
  return renderedOf(
    servers.map((machine) =>
      express(`the addresses given by ${machine.name}`, site.internal.place, () => contribution(machine)),
    ),
  );
}

function contribution(machine: Machine): Contribution {
  return {
    machine,
    module: 'dhcp_server',
    parameters: { packages: ['dnsmasq'], config: new FileContent(path) },
    files: [{ path, content: dnsmasqConf(settingsOf(machine)) }],
  };
}
