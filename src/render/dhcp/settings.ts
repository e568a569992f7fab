import { compareAddresses, contains, netmask, networkAddress, prefixLength } from '../../model/ip.ts';
import type { Machine, Network, Site } from '../../model/platform.ts';
import { linkOn } from '../firewall/links.ts';
import { dnsmasq } from '../quote/dnsmasq.ts';
import { Inexpressible } from '../quote/language.ts';
import { internalAddresses, internalInterface, providersOf } from '../services.ts';

/** What the template of dnsmasq's configuration shows for a machine that gives addresses, or that is the router. */
export function settingsOf(machine: Machine): object {
  const { site } = machine;
  const gives = providersOf(site, 'dhcp').includes(machine);
  return {
    device: linkOn(machine, 'internal', 4)!.device,
    leases: gives ? [leases(machine)] : [],
    advertisements: site.internal.ipv6 ? [advertisement(machine)] : [],
  };
}

function leases(machine: Machine): object {
  const { site } = machine;
  return {
    domain: site.domain,
    network: networkAddress(site.internal.ipv4),
    netmask: netmask(site.internal.ipv4),
    dynamic: dynamicRange(machine),
    options: options(site).filter(({ values }) => values.length > 0),
    hosts: hosts(site),
  };
}

/** One server only hands out what nobody else may hand out; fixed addresses are the same from each. */
function dynamicRange({ site, ...machine }: Machine): object[] {
  const { internal } = site;
  const range = internal.dynamicRange;
  if (!range || providersOf(site, 'dhcp')[0]?.name !== machine.name) return [];
  const inside = [range.from, range.to].every((address) => contains(internal.ipv4, address));
  if (!inside || compareAddresses(range.from, range.to) > 0)
    throw new Inexpressible(
      dnsmasq.name,
      `${range.from} to ${range.to}`,
      `the range is not one of ${internal.ipv4}`,
    );
  return [range];
}

function options({ internal, domain, ...site }: Site): { name: string; values: readonly string[] }[] {
  const address = (machine: Machine): readonly string[] => internalAddresses(machine).slice(0, 1);
  const providers = (name: 'dns' | 'ntp') => providersOf(site as Site, name).flatMap(address);
  return [
    { name: 'router', values: internal.gateway4 ? [internal.gateway4] : [] },
    { name: 'dns-server', values: providers('dns') },
    { name: 'ntp-server', values: providers('ntp') },
    { name: 'domain-search', values: [domain] },
    { name: 'mtu', values: internal.mtu === 1500 ? [] : [String(internal.mtu)] },
  ];
}

/** Every machine whose card is known, those that placo only hosts included. */
function hosts(site: Site): object[] {
  return [...site.hypervisors, ...site.servers, ...site.guests].flatMap((machine) => {
    const { mac, ipv4, ipv6 } = internalInterface(machine) ?? {};
    const routed = machine.interfaces.some(({ network, ipv4 }) => network.name === 'public' && ipv4);
    const present = (address: string | undefined): string[] => (address ? [address] : []);
    if (!mac || (!ipv4 && !ipv6)) return [];
    const tags = routed ? ['public'] : [];
    return [{ mac, tags, ipv4: present(ipv4), ipv6: present(ipv6), hostname: machine.hostname }];
  });
}

/** Only the gateway announces a default route: a lifetime of 0 announces none. */
function advertisement(machine: Machine): object {
  const { site } = machine;
  const { ipv6, mtu, natGateway } = site.internal as Network & { ipv6: string };
  return {
    device: linkOn(machine, 'internal', 4)!.device,
    network: networkAddress(ipv6),
    length: prefixLength(ipv6),
    mtu,
    lifetime: natGateway === machine ? 1800 : 0,
    dns: providersOf(site, 'dns').flatMap((one) => internalAddresses(one).slice(1)),
    domain: site.domain,
  };
}
