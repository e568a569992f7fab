import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Guest, Hypervisor, Site } from '../../model/platform.ts';
import { containersOf, storeMounts, storeUnits } from '../containers/index.ts';
import { type Contribution, FileContent, type MachineFile, type Rendered } from '../contribution.ts';
import { type Expressed, express } from '../express.ts';
import { guestsByHost, startsAtBoot } from '../guests.ts';
import { libvirtConf } from '../quote/libvirt-conf.ts';
import { template } from '../template.ts';
import { domainXml } from './domain.ts';
import { networkXml, poolXml } from './host.ts';
import { commonMachineType, type LibvirtSoftware, libvirtSoftware } from './os.ts';

const lockdTemplate = template('kvm/qemu-lockd', libvirtConf);

const directory = '/etc/libvirt/placo';
const lockdPath = '/etc/libvirt/qemu-lockd.conf';

/** libvirt on the KVM hypervisors of a site: guests where they run and where they may, networks, stores, locks. */
export function renderLibvirt(site: Site): Rendered {
  const hosts = site.hypervisors.filter((host) => host.virtualization === 'kvm');
  const machineType = commonMachineType(hosts.map(({ os }) => os));
  if (hosts.length > 0 && machineType === undefined)
    return { contributions: [], diagnostics: [noMachineType(site, hosts)] };
  const guests = site.guests.filter((guest) => hosts.includes(guest.production));
  const definitions = new Map(guests.map((guest) => [guest, definition(guest, machineType!)]));
  const known = guestsByHost(site);
  const rendered = hosts.map((host) => hostOf(host, known.get(host)!, definitions));
  return {
    contributions: rendered.flatMap((each) => ('value' in each ? each.value : [])),
    diagnostics: [...definitions.values(), ...rendered].flatMap((each) =>
      'diagnostic' in each ? [each.diagnostic] : [],
    ),
  };
}

function noMachineType(site: Site, hosts: readonly Hypervisor[]): Diagnostic {
  const systems = [...new Set(hosts.map(({ os }) => os.title))].join(', ');
  return {
    code: 'render/machine-type',
    severity: 'error',
    message: `the hypervisors of ${site.name} offer no machine type in common: ${systems}`,
    place: hosts.find(({ os }) => os !== hosts[0]!.os)?.place ?? site.place,
    hint: 'a guest can only move between hypervisors of one family and of neighbouring releases',
  };
}

function definition(guest: Guest, machineType: string): Expressed<string> {
  return express(`the definition of ${guest.name}`, guest.place, () => domainXml(guest, machineType));
}

type Definitions = ReadonlyMap<Guest, Expressed<string>>;

function hostOf(
  host: Hypervisor,
  guests: readonly Guest[],
  definitions: Definitions,
): Expressed<Contribution[]> {
  const software = libvirtSoftware(host.os);
  if (!software) return { value: [] };
  return express(`libvirt on ${host.name}`, host.place, () => [
    kvmOf(host, software, domainFiles(host, guests, definitions)),
    ...containersOf(host, guests),
  ]);
}

function kvmOf(host: Hypervisor, software: LibvirtSoftware, domains: readonly DomainFile[]): Contribution {
  const networks = host.interfaces.map(({ network }) =>
    xmlFile('network', network.name, networkXml(network)),
  );
  const pools = host.site.stores.map((store) => xmlFile('pool', store.name, poolXml(store)));
  const [store] = storeMounts(host);
  const lockspace = store === undefined ? null : `${store}/.placo-locks`;
  const lockd = { path: lockdPath, content: lockdTemplate({ lockspace }) };
  return {
    machine: host,
    module: 'kvm',
    parameters: {
      packages: software.packages,
      sockets: software.sockets,
      daemon: software.daemon,
      guests_config: software.guestsConfig,
      qemu_lockd_conf: new FileContent(lockdPath),
      networks: contentsOf(networks),
      pools: contentsOf(pools),
      domains: contentsOf(domains.map(({ file }) => file)),
      autostart: domains.filter(({ autostart }) => autostart).map(({ file }) => file.name),
      shared_store: store ?? null,
      store_units: storeUnits(host),
      selinux_booleans: store === undefined ? [] : software.nfsBooleans,
    },
    files: [lockd, ...networks, ...pools, ...domains.map(({ file }) => file)].map(toMachineFile),
  };
}

interface XmlFile extends MachineFile {
  readonly name: string;
}

function xmlFile(kind: string, name: string, content: string): XmlFile {
  return { name, path: `${directory}/${kind}/${name}.xml`, content };
}

function toMachineFile({ path, content }: MachineFile): MachineFile {
  return { path, content };
}

function contentsOf(files: readonly XmlFile[]): Record<string, FileContent> {
  return Object.fromEntries(files.map(({ name, path }) => [name, new FileContent(path)]));
}

interface DomainFile {
  readonly file: XmlFile;
  readonly autostart: boolean;
}

/** A guest is defined on each of its hosts, whichever starts it at boot. */
function domainFiles(host: Hypervisor, guests: readonly Guest[], definitions: Definitions): DomainFile[] {
  return guests.flatMap((guest) => {
    const written = definitions.get(guest);
    if (!written || !('value' in written)) return [];
    return [{ file: xmlFile('domain', guest.name, written.value), autostart: startsAtBoot(guest, host) }];
  });
}
