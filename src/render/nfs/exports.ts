import { compareAddresses } from '../../model/ip.ts';
import type { Address, Server, Volume } from '../../model/platform.ts';
import { exportsFile } from '../quote/exports.ts';
import { template } from '../template.ts';
import { type Client, clientsOf, exportedVolumes } from './clients.ts';

/** Where every server mounts its volumes; clients see what is below it as the root of the server. */
export const pseudoRoot = '/srv/nfs';

const exportsTemplate = template('nfs_server/exports', exportsFile);

/** The content of /etc/exports.d/placo.exports of a server, or of a mirror, which says the same. */
export function exportsOf(server: Server): string {
  const volumes = exportedVolumes(server).map((volume) => ({ volume, clients: clientsOf(volume, server) }));
  const addresses = new Set(volumes.flatMap(({ clients }) => clients.flatMap((client) => client.addresses)));
  return exportsTemplate({
    site: server.site.name,
    server: server.name,
    root: { path: pseudoRoot, addresses: [...addresses].sort(compareAddresses) },
    volumes: volumes.map(({ volume, clients }) => volumeView(volume, clients)),
  });
}

interface ExportEntry {
  readonly address: Address;
  readonly access: 'ro' | 'rw';
  readonly squash: 'root_squash' | 'no_root_squash';
}

function volumeView({ name, path, fsid, contents }: Volume, clients: readonly Client[]) {
  const entries = clients.flatMap((client) => entriesOf(client, contents));
  return { name, path, fsid, contents, entries, used: entries.length > 0 };
}

/** Hypervisors open the images of their guests as root; nobody else is root on the server. */
function entriesOf({ machine, readOnly, addresses }: Client, contents: Volume['contents']): ExportEntry[] {
  const trusted = machine.kind === 'hypervisor' && contents === 'containers';
  const squash = trusted ? 'no_root_squash' : 'root_squash';
  return addresses.map((address) => ({ address, access: readOnly ? 'ro' : 'rw', squash }));
}
