import type { Disk, Guest, Interface } from '../../model/platform.ts';
import { containerPlace } from '../containers/places.ts';
import { xml } from '../quote/xml.ts';
import { template } from '../template.ts';

const domainTemplate = template('kvm/domain', xml);

/** The period of libvirt's CPU quotas, in microseconds. */
const period = 100_000;

/** The definition of a guest, the same on every host of it, so that it can run on any of them. */
export function domainXml(guest: Guest, machineType: string): string {
  return domainTemplate({
    name: guest.name,
    uuid: guest.uuid,
    fqdn: guest.fqdn,
    description: guest.description ?? '',
    site: guest.site.name,
    production: guest.production.name,
    osinfo: guest.os.osinfo,
    memory: Math.ceil(guest.memory / 1024),
    cores: guest.cores,
    machineType,
    cpu: cpuView(guest.production.cpuModel),
    cputune: cputuneView(guest),
    ioWeight: guest.io.weight,
    transitional: knowsOnlyOldVirtio(guest) ? '-transitional' : '',
    disks: guest.disks.map((disk, index) => diskView(guest, disk, index)),
    interfaces: guest.interfaces.map(interfaceView),
  });
}

function cpuView(model: string) {
  const byHost = model === 'host-passthrough' || model === 'host-model';
  return { byHost, mode: byHost ? model : 'custom', model };
}

/** The quota is for the whole guest: its processors together and what QEMU does for them. */
function cputuneView({ cpu }: Guest) {
  const quota = cpu.limit === undefined ? null : Math.round(cpu.limit * period);
  return { shares: cpu.shares, period, quota };
}

/** Their kernels are older than version 1.0 of virtio, the only one that PCI Express slots offer by themselves. */
function knowsOnlyOldVirtio({ os }: Guest): boolean {
  return os.name === 'centos5' || os.name === 'centos6';
}

function diskView(guest: Guest, disk: Disk, index: number) {
  const { type, path } = containerPlace(guest, disk);
  const { bytesPerSecond = null, operationsPerSecond = null } = guest.io;
  return {
    type,
    source: type === 'block' ? 'dev' : 'file',
    path,
    target: disk.target,
    serial: disk.name.slice(0, serialLength),
    bootOrder: index + 1,
    limited: bytesPerSecond !== null || operationsPerSecond !== null,
    bytesPerSecond,
    operationsPerSecond,
  };
}

/** What virtio has room for. */
const serialLength = 20;

function interfaceView({ network, mac }: Interface) {
  return { network: network.name, mac: mac ?? null, mtu: network.mtu === 1500 ? null : network.mtu };
}
