import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Guest, Hypervisor, Site } from '../../model/platform.ts';
import { containersOf } from '../containers/index.ts';
import { type Contribution, FileContent, type MachineFile, type Rendered } from '../contribution.ts';
import { type Expressed, express } from '../express.ts';
import { guestsByHost, startsAtBoot } from '../guests.ts';
import { xenConfig } from './config.ts';
import { xenPackages } from './os.ts';

const directory = '/etc/xen/placo';

/** Xen's toolstack on the Xen hypervisors of a site: guests where they run and where they may. */
export function renderXen(site: Site): Rendered {
  const hosts = site.hypervisors.filter(({ virtualization }) => virtualization === 'xen');
  const known = guestsByHost(site);
  const guests = site.guests.filter(({ production }) => hosts.includes(production));
  const configs = new Map(guests.map((guest) => [guest, config(guest)]));
  return {
    contributions: hosts.flatMap((host) => hostOf(host, known.get(host)!, configs)),
    diagnostics: [
      ...hosts.flatMap(withoutXen),
      ...guests.flatMap(withoutLimits),
      ...[...configs.values()].flatMap((each) => ('diagnostic' in each ? [each.diagnostic] : [])),
    ],
  };
}

function config(guest: Guest): Expressed<string> {
  return express(`the configuration of ${guest.name}`, guest.place, () => xenConfig(guest));
}

function withoutXen({ name, os, place }: Hypervisor): Diagnostic[] {
  if (xenPackages(os)) return [];
  const message = `${os.title} has no Xen, which ${name} is described with`;
  return [{ code: 'render/no-software', severity: 'error', message, place, hint: 'use KVM, or Debian' }];
}

/** xl knows no limits of disks, and no weights. */
function withoutLimits({ name, io, place }: Guest): Diagnostic[] {
  if (io.bytesPerSecond === undefined && io.operationsPerSecond === undefined) return [];
  const message = `Xen does not keep the limits of I/O of ${name}`;
  const hint = 'leave them out, or run the guest on KVM';
  return [{ code: 'render/no-limit', severity: 'warning', message, place, hint }];
}

function hostOf(
  host: Hypervisor,
  known: readonly Guest[],
  configs: ReadonlyMap<Guest, Expressed<string>>,
): Contribution[] {
  const packages = xenPackages(host.os);
  if (!packages) return [];
  const guests = known.flatMap((guest) => {
    const written = configs.get(guest);
    return written && 'value' in written ? [{ guest, file: configFile(guest, written.value) }] : [];
  });
  const starting = guests.filter(({ guest }) => startsAtBoot(guest, host));
  const parameters = {
    packages,
    guests: Object.fromEntries(guests.map(({ guest, file }) => [guest.name, new FileContent(file.path)])),
    autostart: starting.map(({ guest }) => guest.name),
  };
  const files = guests.map(({ file }) => file);
  return [{ machine: host, module: 'xen', parameters, files }, ...containersOf(host, known)];
}

function configFile(guest: Guest, content: string): MachineFile {
  return { path: `${directory}/${guest.name}.cfg`, content };
}
