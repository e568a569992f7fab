import type { Tree } from '../../src/render/tree.ts';
import type { Vm } from './machines.ts';
import { filesOf, moduleFile, writing } from './site.ts';

/** The program that makes volumes. */
export const program = '/usr/local/sbin/placo-volumes';

const own = /^\/etc\/(drbd|exports|hosts|idmapd|network|placo\/(firewall|volumes)|systemd)/;

/** What the modules add, for every machine and for servers of NFS, by the path that their manifests give it. */
const ofAll = {
  '/etc/systemd/system/placo-firewall.service': 'firewall/files/placo-firewall.service',
  '/usr/local/sbin/placo-firewall': 'firewall/files/placo-firewall.sh',
};
const ofServers = {
  '/etc/drbd.d/global_common.conf': 'drbd/files/global_common.conf',
  '/etc/nfs.conf.d/placo.conf': 'nfs_server/files/nfs.conf',
  [program]: 'volumes/files/placo-volumes.sh',
};

/**
 * Names a machine, and does what Puppet does with its files for network, packet filter and storage, up to the first step of
 * placo-volumes. A guest has its address from DHCP, and gets it here.
 */
export async function install(vm: Vm, tree: Tree, name: string, address?: string): Promise<void> {
  const files = new Map([...filesOf(tree, name)].filter(([path]) => own.test(path)));
  for (const [path, file] of Object.entries(address ? ofAll : { ...ofAll, ...ofServers }))
    files.set(path, moduleFile(file));
  await vm.shell(`date --set @${Math.floor(Date.now() / 1000)}
    hostname ${name}
    echo ${name} > /etc/hostname
    ${writing(files)}
    chmod +x /usr/local/sbin/*
    systemctl daemon-reload
    systemctl enable --now placo-firewall
    ${address ? guest(address) : server}
    sync`);
}

const guest = (address: string) => `ip link set eno1 up
    ip address add ${address}/24 dev eno1
    mkdir -p /srv/www`;

const server = `ifup eno1
    mkdir -p /srv/nfs/htdocs /srv/nfs/homes
    systemctl enable drbd
    vgcreate --quiet vg_data /dev/vdb`;
