import type { Disk, Guest, Interface } from '../../model/platform.ts';
import { containerPlace } from '../containers/places.ts';
import { Inexpressible } from '../quote/language.ts';
import { xl } from '../quote/xl.ts';
import { template } from '../template.ts';
import { type XenType, xenType } from './os.ts';

const guestTemplate = template('xen/guest', xl);

const MiB = 1024 ** 2;

/** The weight of Xen's scheduler that is ordinary, as 1024 shares are in the sources. */
const ordinaryWeight = 256;
const ordinaryShares = 1024;

/** A guest in the format of xl.cfg(5), the same on every host of it. */
export function xenConfig(guest: Guest): string {
  const type = xenType(guest.os);
  return guestTemplate({
    name: guest.name,
    site: guest.site.name,
    description: guest.description ?? '',
    production: guest.production.name,
    uuid: guest.uuid,
    type,
    emulated: type === 'hvm',
    cores: guest.cores,
    memory: Math.ceil(guest.memory / MiB),
    weight: Math.max(1, Math.round((guest.cpu.shares * ordinaryWeight) / ordinaryShares)),
    cap: guest.cpu.limit === undefined ? null : Math.round(guest.cpu.limit * 100),
    disks: guest.disks.map((disk) => diskSpecification(guest, disk, type)),
    interfaces: guest.interfaces.map(interfaceSpecification),
  });
}

/** The target comes last, since it takes all that follows it (xl-disk-configuration(5)). */
function diskSpecification(guest: Guest, disk: Disk, type: XenType): string {
  const { path } = containerPlace(guest, disk);
  if (path.includes('\n')) throw new Inexpressible(xl.name, path, 'a path holds no line break');
  return `format=raw, vdev=${device(disk.target, type)}, access=rw, target=${path}`;
}

/** The firmware of a PC boots from IDE; the guest's drivers then find the same disk as `xvda`. */
function device(target: string, type: XenType): string {
  return target.replace(/^vd/, type === 'hvm' ? 'hd' : 'xvd');
}

function interfaceSpecification({ network: { bridge }, mac }: Interface): string {
  if (/[,=]/.test(bridge)) throw new Inexpressible(xl.name, bridge, "a bridge's name holds no ',' or '='");
  return [...(mac ? [`mac=${mac}`] : []), `bridge=${bridge}`].join(', ');
}
