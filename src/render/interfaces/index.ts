import type { Machine, Site } from '../../model/platform.ts';
import { type Contribution, FileContent, type Rendered } from '../contribution.ts';
import { express, renderedOf } from '../express.ts';
import { managedMachines } from '../services.ts';
import { type Device, devicesOf } from './devices.ts';
import { ifupdownFiles } from './ifupdown.ts';
import { keyfiles } from './keyfiles.ts';

/**
 * The network devices of a site's machines: cards, VLANs and bridges of the physical ones, the public interface of
 * guests. They are files for the next start of the machine; nothing is taken down or up.
 */
export function renderInterfaces(site: Site): Rendered {
  const fixed = managedMachines(site).filter(
    ({ kind, interfaces }) => kind !== 'guest' || interfaces.some(({ network }) => network.name === 'public'),
  );
  return renderedOf(
    fixed.map((machine) =>
      express(`the network interfaces of ${machine.name}`, machine.place, () =>
        contribution(machine, devicesOf(machine)),
      ),
    ),
  );
}

function contribution(machine: Machine, devices: readonly Device[]): Contribution {
  const debian = machine.os.family === 'debian';
  const files = debian ? ifupdownFiles(machine, devices) : keyfiles(machine, devices);
  return {
    machine,
    module: 'interfaces',
    parameters: {
      packages: debian ? debianPackages(devices) : ['NetworkManager'],
      mode: debian ? '0644' : '0600',
      files: Object.fromEntries(files.map(({ path }) => [path, new FileContent(path)])),
    },
    files,
  };
}

/** ifupdown makes VLANs itself; bridges are the business of scripts that bridge-utils brings. */
function debianPackages(devices: readonly Device[]): string[] {
  const bridges = devices.some(({ link }) => link.kind === 'bridge');
  return bridges ? ['ifupdown', 'bridge-utils', 'procps'] : ['ifupdown', 'procps'];
}
