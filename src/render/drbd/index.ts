import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { OperatingSystem } from '../../model/os.ts';
import type { Server, Site, Volume } from '../../model/platform.ts';
import { portsOf } from '../../model/services.ts';
import { type Contribution, FileContent, type MachineFile, type Rendered } from '../contribution.ts';
import { type Expressed, express } from '../express.ts';
import { type Mirrored, mirroredVolumes, portOf, resourceFile } from './resource.ts';

/** DRBD on the NFS servers of a site that have a mirror, and on the mirrors. */
export function renderDrbd(site: Site): Rendered {
  const mirrored = mirroredVolumes(site.volumes);
  const written = mirrored.map((each) => ({ ...each, file: fileOf(each) }));
  const servers = site.servers.filter(({ os }) => os.managed);
  return {
    contributions: servers.flatMap((server) => contributionOf(server, written)),
    diagnostics: [
      ...mirrored.flatMap(({ volume }) => withoutPort(volume)),
      ...written.flatMap(({ file }) => ('diagnostic' in file ? [file.diagnostic] : [])),
    ],
  };
}

type Written = Mirrored & { readonly file: Expressed<MachineFile> };

function fileOf(mirrored: Mirrored): Expressed<MachineFile> {
  const { name, place } = mirrored.volume;
  const write = () => ({ path: `/etc/drbd.d/${name}.res`, content: resourceFile(mirrored) });
  return express(`the mirror of ${name}`, place, write);
}

/** The packet filter lets as many resources through as the service has ports. */
function withoutPort(volume: Volume): Diagnostic[] {
  const { endPort } = portsOf('drbd')![0]!;
  if (portOf(volume) <= endPort) return [];
  const message = `no port is left to mirror ${volume.name}: its fsid is ${volume.fsid}, and there are ports up to ${endPort}`;
  const hint = 'give mirrored volumes low fsids';
  return [{ code: 'resolve/exhausted', severity: 'error', message, place: volume.place, hint }];
}

function contributionOf(server: Server, all: readonly Written[]): Contribution[] {
  const own = all.filter(({ nodes }) => nodes.includes(server));
  if (own.length === 0) return [];
  const resources = own.flatMap(({ volume, file }) =>
    'value' in file ? [{ name: volume.name, file: file.value }] : [],
  );
  const parameters = {
    packages: drbdPackages(server.os),
    resources: Object.fromEntries(resources.map(({ name, file }) => [name, new FileContent(file.path)])),
    verify: own.some(({ volume }) => volume.server === server),
  };
  return [{ machine: server, module: 'drbd', parameters, files: resources.map(({ file }) => file) }];
}

/** On EL the packages are those of ELRepo, since EL itself has no DRBD. */
function drbdPackages({ family }: OperatingSystem): readonly string[] {
  return family === 'debian' ? ['drbd-utils'] : ['drbd9x-utils', 'kmod-drbd9x'];
}
