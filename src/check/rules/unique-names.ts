import { machinesOf } from '../../model/machines.ts';
import type { Machine, Platform, Site } from '../../model/platform.ts';
import { label } from '../machines.ts';
import type { Finding, Rule } from '../rule.ts';
import { type Claim, duplicateClaims } from '../unique.ts';

/** A machine's names are its own: the certname everywhere, the name and the Puppet class in its site. */
export const uniqueNames: Rule = { code: 'check/unique-names', find };

function* find(platform: Platform): Generator<Finding> {
  yield* duplicateClaims(siteClaims(platform), 'the Puppet module', 'rename one of the two sites');
  const machines = platform.sites.flatMap(machinesOf);
  const fqdns = [...claims(machines, (machine) => machine.fqdn), ...serviceClaims(machines)];
  yield* duplicateClaims(fqdns, 'the host name', 'rename one of the two');
  for (const site of platform.sites) yield* classNames(site);
}

/** Two names such as `web-1` and `web_1` differ and still make the same class; equal host names are told already. */
function* classNames(site: Site): Generator<Finding> {
  const seen = new Set<string>();
  const distinct = machinesOf(site).filter((machine) => !seen.has(machine.fqdn) && seen.add(machine.fqdn));
  yield* duplicateClaims(
    claims(distinct, (machine) => machine.className),
    'the Puppet class',
    'rename one of the two machines',
  );
}

function* serviceClaims(machines: readonly Machine[]): Generator<Claim> {
  for (const machine of machines) {
    if (machine.kind !== 'server' || !machine.serviceAddress) continue;
    const { fqdn, interface: each } = machine.serviceAddress;
    const owner = `the service address of ${label(machine)}`;
    yield { subject: machine, owner, place: each.place, key: fqdn };
  }
}

function* siteClaims(platform: Platform): Generator<Claim> {
  for (const site of platform.sites)
    yield { subject: site, owner: `site ${site.name}`, place: site.place, key: site.module };
}

function* claims(machines: readonly Machine[], key: (machine: Machine) => string): Generator<Claim> {
  for (const machine of machines)
    yield { subject: machine, owner: label(machine), place: machine.place, key: key(machine) };
}
