import { createHash } from 'node:crypto';
import { familyOf } from '../../model/ip.ts';
import { compareNames } from '../../model/names.ts';
import type { Address, Prefix, Site } from '../../model/platform.ts';
import { zoneMailbox, zoneName } from '../quote/zone.ts';
import { namedAddresses, providersOf } from '../services.ts';
import { reverseName, reverseZone } from './reverse.ts';

/** A zone that the name servers of a site answer for, with the content of its file. */
export interface Zone {
  readonly name: string;
  readonly content: string;
}

/** The site's domain and the reverse zones of its internal network, in the order of their names. */
export function zonesOf(site: Site): Zone[] {
  const machines = [...site.hypervisors, ...site.servers, ...site.guests];
  const names = machines.flatMap(namedAddresses);
  const forward = names.map(({ fqdn, address }) => record(fqdn, typeOf(address), address));
  const reverse = new Map<string, string[]>();
  for (const { fqdn, address } of names) {
    const name = reverseZone(address, prefixOf(site, address));
    const pointers = reverse.get(name);
    if (pointers) pointers.push(pointer(fqdn, address));
    else reverse.set(name, [pointer(fqdn, address)]);
  }
  const reverseZones = [...reverse].map(([name, pointers]) => zone(site, name, pointers));
  return [
    zone(site, site.domain, [...forward, ...puppetAlias(site)]),
    ...reverseZones.sort((a, b) => compareNames(a.name, b.name)),
  ];
}

/** Puppet agents look for a host `puppet` of their domain unless they are told another name. */
function puppetAlias(site: Site): string[] {
  const [server] = providersOf(site, 'puppet');
  const machines = [...site.hypervisors, ...site.servers, ...site.guests];
  const taken = machines.flatMap(namedAddresses).some(({ hostname }) => hostname === 'puppet');
  return server && !taken ? [record(`puppet.${site.domain}`, 'CNAME', zoneName(server.fqdn))] : [];
}

function zone(site: Site, name: string, records: readonly string[]): Zone {
  const servers = providersOf(site, 'dns').map(({ fqdn }) => record(name, 'NS', zoneName(fqdn)));
  const body = [...servers, ...records].join('\n');
  return { name, content: `; Written by placo.\n$TTL 1h\n${start(site, name, body)}\n${body}\n` };
}

/**
 * The serial is made of the content, so that it changes with it and only with it. It does not grow: every name server
 * of the site gets the zones by Puppet, and none by a transfer, which is all that a growing serial is good for.
 */
function start(site: Site, name: string, body: string): string {
  const master = zoneName(providersOf(site, 'dns')[0]!.fqdn);
  const mailbox = zoneMailbox(site.contact);
  const digest = createHash('sha256').update(`${name}\n${master}\n${mailbox}\n${body}`).digest();
  const serial = (digest.readUInt32BE() % 0xfffffffe) + 1;
  return record(name, 'SOA', `${master} ${mailbox} ( ${serial} 1d 2h 4w 1h )`);
}

function pointer(fqdn: string, address: Address): string {
  return record(reverseName(address), 'PTR', zoneName(fqdn));
}

function record(owner: string, type: string, data: string): string {
  return `${zoneName(owner)} IN ${type} ${data}`;
}

const typeOf = (address: Address): string => (familyOf(address) === 4 ? 'A' : 'AAAA');

function prefixOf({ internal }: Site, address: Address): Prefix {
  return familyOf(address) === 4 ? internal.ipv4 : internal.ipv6!;
}
