import { machinesOf } from '../../model/machines.ts';
import type { Machine, Server } from '../../model/platform.ts';
import { internalAddresses } from '../services.ts';
import { type Block, list, names } from './page.ts';

/** What it is like without a service; of the others it is only said who uses them. */
const without: Readonly<Record<string, string>> = {
  dns: 'only the names of `/etc/hosts` are found',
  dhcp: 'guests keep their addresses, and get none when they start',
  ntp: 'clocks go on by themselves',
  log: 'machines keep in queues on their disks what they have to say, and send it later',
  ldap: 'users are not found',
  puppet: 'machines stay as they are',
  smtp: 'mail waits in queues',
  packages: 'nothing is installed or updated',
  backup: 'nothing is backed up',
  nat: 'machines without a public address do not reach the world, and ports that are forwarded to them are closed',
};

/** What to do when a server is lost that others need for something else than its volumes. */
export function serverPlan(server: Server): Block[] {
  const services = servicesOf(server);
  if (services.size === 0) return [];
  const missed = [...services].map(
    ([service, users]) => `- ${service}: ${consequence(server, service, users)}`,
  );
  return [
    `## ${server.name} is lost, with what it provides`,
    `Until it is back:\n\n${missed.join('\n')}`,
    `It cannot move: mend it, or ${replacement(server)}`,
  ];
}

/** Who uses a machine for what, its volumes and their mirror apart. */
export function servicesOf(server: Server): ReadonlyMap<string, Machine[]> {
  const services = new Map<string, Machine[]>();
  for (const machine of machinesOf(server.site))
    for (const { service, provider } of machine.uses) {
      if (provider !== server || ['nfs', 'drbd'].includes(service)) continue;
      const users = services.get(service) ?? [];
      if (!users.includes(machine)) services.set(service, [...users, machine]);
    }
  return services;
}

function consequence(server: Server, service: string, users: readonly Machine[]): string {
  const providers = server.site.services.find(({ name }) => name === service)?.providers ?? [];
  const others = providers.filter((each) => each !== server);
  if (others.length > 0) return `${names(others)} provides it as well`;
  return without[service] ?? `${names(users)} ${users.length === 1 ? 'does' : 'do'} without it`;
}

/** How any machine is made anew: its catalog holds all of it, so that no Puppet server is needed. */
export function replacement(machine: Machine): Block {
  const { fqdn, os, interfaces } = machine;
  const addresses = list(internalAddresses(machine).map((address) => `\`${address}\``));
  const place = `the name \`${fqdn}\`, ${addresses} on \`${interfaces[0]!.device}\``;
  const apply = `puppet apply --catalog out/catalogs/${fqdn}.json`;
  return `install ${os.title} on another machine with ${place} and Puppet, and there, with this repository: \`${apply}\`.`;
}
