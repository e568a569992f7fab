import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { machinesOf } from '../../model/machines.ts';
import type { Machine, Server, Site, Volume } from '../../model/platform.ts';
import { type Contribution, FileContent, type MachineFile, type Rendered } from '../contribution.ts';
import { type Expressed, express } from '../express.ts';
import { nfsConf } from '../quote/nfs-conf.ts';
import { template } from '../template.ts';
import { exportedVolumes } from './clients.ts';
import { exportsOf, pseudoRoot } from './exports.ts';
import { type MountUnit, mountUnit } from './mounts.ts';
import { nfsSoftware } from './os.ts';

const idmapd = template('nfs_common/idmapd', nfsConf);

const exportsPath = '/etc/exports.d/placo.exports';
const idmapdPath = '/etc/idmapd.conf';

/** NFS on the machines of a site: exports on servers and their mirrors, mounts on clients, one idmap domain on all. */
export function renderNfs(site: Site): Rendered {
  const machines = machinesOf(site).filter(({ os }) => os.managed);
  const expressed = [
    ...machines.filter((machine) => isServer(machine) || machine.mounts.length > 0).map(commonOf),
    ...machines.filter(isServer).map(serverOf),
    ...machines.filter(({ mounts }) => mounts.length > 0).flatMap(clientOf),
  ];
  return {
    contributions: expressed.flatMap((each) => ('value' in each ? [each.value] : [])),
    diagnostics: [
      ...site.volumes.flatMap(outsideRoot),
      ...expressed.flatMap((each) => ('diagnostic' in each ? [each.diagnostic] : [])),
    ],
  };
}

function isServer(machine: Machine): machine is Server {
  return machine.kind === 'server' && exportedVolumes(machine).length > 0;
}

function outsideRoot({ name, path, place }: Volume): Diagnostic[] {
  if (path.startsWith(`${pseudoRoot}/`)) return [];
  const message = `the volume ${name} is mounted at ${path}, out of the sight of NFS clients`;
  const hint = `mount it below ${pseudoRoot}, the root that clients see`;
  return [{ code: 'render/inexpressible', severity: 'error', message, place, hint }];
}

function commonOf(machine: Machine): Expressed<Contribution> {
  const { commonPackages, nobodyGroup } = nfsSoftware(machine.os);
  return express(`the NFS settings of ${machine.name}`, machine.place, () => ({
    machine,
    module: 'nfs_common',
    parameters: { packages: commonPackages, idmapd_conf: new FileContent(idmapdPath) },
    files: [{ path: idmapdPath, content: idmapd({ domain: machine.site.domain, nobodyGroup }) }],
  }));
}

function serverOf(server: Server): Expressed<Contribution> {
  const { serverPackages, serverConfig } = nfsSoftware(server.os);
  const volumes = exportedVolumes(server);
  const directories = [pseudoRoot, ...volumes.map(({ path }) => path)];
  return express(`the NFS exports of ${server.name}`, server.place, () => ({
    machine: server,
    module: 'nfs_server',
    parameters: {
      packages: serverPackages,
      config_file: serverConfig,
      directories,
      exports: new FileContent(exportsPath),
      volumes: volumes.map(({ name }) => name),
    },
    files: [{ path: exportsPath, content: exportsOf(server) }],
  }));
}

function clientOf(machine: Machine): Expressed<Contribution>[] {
  const units = machine.mounts.map((mount) =>
    express(`the mount ${mount.path} of ${machine.name}`, mount.place, () => mountUnit(machine, mount)),
  );
  const wrong = units.filter((unit) => 'diagnostic' in unit);
  const right = units.flatMap((unit) => ('value' in unit ? [unit.value] : []));
  return [...wrong, { value: clientContribution(machine, right) }];
}

function clientContribution(machine: Machine, units: readonly MountUnit[]): Contribution {
  const files: MachineFile[] = units.map(({ name, content }) => ({
    path: `/etc/systemd/system/${name}`,
    content,
  }));
  const contents = units.map(({ name }, index) => [name, new FileContent(files[index]!.path)]);
  return { machine, module: 'nfs_client', parameters: { units: Object.fromEntries(contents) }, files };
}
