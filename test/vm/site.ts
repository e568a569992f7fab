import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { compile } from '../../src/pipeline.ts';
import { renderPlatform } from '../../src/render/index.ts';
import { readModules } from '../../src/render/modules.ts';
import type { Tree } from '../../src/render/tree.ts';

/** A site whose NFS server has a mirror, and two volumes: one of websites and one of homes. */
export function renderSite({ htdocs }: { htdocs: string }): Tree {
  const interfaces = (address: string) => `interfaces: {internal: {device: eno1, ipv4: ${address}}}`;
  const sources = {
    'sites/platform.yaml': 'name: plm\ncontact: admin@plm.example\n',
    'sites/angers/site.yaml': `domain: angers.plm.example
networks:
  internal: {ipv4: 10.49.0.0/24, nat: infra1}
  public: {ipv4: 192.0.2.0/26, gateway4: 192.0.2.62}
hypervisors:
  hv1: {cores: 8, memory: 32GiB, interfaces: {internal: {device: eno1, ipv4: 10.49.0.11}, public: {device: eno2}}}
servers:
  nfs1: {roles: [nfs], mirror: nfs2, service_address: {name: nfs, ipv4: 10.49.0.20}, ${interfaces('10.49.0.21')}}
  nfs2: {roles: [mirror, logs], ${interfaces('10.49.0.22')}}
  calcul1: {roles: [computing], ${interfaces('10.49.0.51')}, mounts: [{volume: homes, path: /home}]}
  infra1: {interfaces: {internal: {device: eno1, ipv4: 10.49.0.31}, public: {device: eno2, ipv4: 192.0.2.1}}}
services: {log: [nfs2]}
stores: {local: {type: lvm, size: 100GiB}}
volumes:
  htdocs: {server: nfs1, size: ${htdocs}, contents: htdocs, file_system: ext4}
  homes: {server: nfs1, size: 320MiB, contents: homes}
`,
    'sites/angers/vms/proxy1.yaml': 'description: Reverse proxy\nroles: [reverse_proxy]\npublic: auto\n',
    'sites/angers/vms/web01.yaml':
      'description: Web hosting\nroles: [web_hosting]\nmounts: [{volume: htdocs, path: /srv/www}]\n',
    'sites/angers/websites/journal.yaml': 'server_name: journal.math.example\n',
  };
  const files = Object.entries(sources).map(([file, text]) => [file, Buffer.from(text)] as const);
  const { platform, diagnostics } = compile(new Map(files));
  const rendered = renderPlatform(platform, readModules());
  const wrong = [...diagnostics, ...rendered.diagnostics].filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join('\n'));
  return rendered.value;
}

/** The files of a machine by their path on it. */
export function filesOf(tree: Tree, machine: string): Map<string, string> {
  const folder = `sites/angers/files/${machine}/`;
  const own = [...tree].filter(([path]) => path.startsWith(folder));
  return new Map(own.map(([path, content]) => [path.slice(folder.length - 1), String(content)]));
}

/** The address of a name of the internal network, as a machine knows it: its own where none is given. */
export function addressOf(tree: Tree, machine: string, name = machine): string {
  const line = new RegExp(`^(\\S+) ${name}\\.`, 'm');
  return line.exec(filesOf(tree, machine).get('/etc/hosts')!)![1]!;
}

/** What modules have beside the files of machines, where their manifests put it. */
export function moduleFile(name: string): string {
  return readFileSync(join(packageRoot, 'modules', name), 'utf8');
}

/** A shell script that writes files. */
export function writing(files: ReadonlyMap<string, string>): string {
  return [...files]
    .map(([path, content]) => {
      const encoded = Buffer.from(content).toString('base64');
      return `mkdir -p '${path.slice(0, path.lastIndexOf('/'))}'\necho ${encoded} | base64 -d > '${path}'\n`;
    })
    .join('');
}
