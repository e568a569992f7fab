// Writes synthetic platforms: sites × hypervisors × guests × websites, the same for the same numbers.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const guestsInSite = 100;
const guestsOnHypervisor = 25;
const websitesInSite = 20;

/** The source files of a platform with so many guests: by path, their text. */
export function platformSources(guests) {
  const sites = Math.ceil(guests / guestsInSite);
  const files = new Map([['sites/platform.yaml', platform]]);
  for (let site = 0; site < sites; site++) {
    const here = Math.min(guestsInSite, guests - site * guestsInSite);
    addSite(files, `site${pad(site, 4)}`, site, here);
  }
  return files;
}

/** Writes sources below a directory. */
export function writeSources(directory, files) {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

const platform = `name: bench
contact: admin@bench.example
defaults:
  site:
    time_zone: Europe/Paris
    admins: [198.51.100.0/28]
  hypervisor: {cores: 64, memory: 256GiB}
  server: {cores: 8, memory: 16GiB}
  guest: {memory: 2GiB, disk: {size: 8GiB, store: containers}}
`;

function addSite(files, name, index, guests) {
  const hypervisors = Math.max(2, Math.ceil(guests / guestsOnHypervisor) + 1);
  files.set(`sites/${name}/site.yaml`, siteSource(name, index, hypervisors));
  files.set(`sites/${name}/vms/proxy.yaml`, proxy);
  const webs = Math.min(4, guests - 1);
  for (let n = 1; n < guests; n++) {
    files.set(`sites/${name}/vms/guest${pad(n, 3)}.yaml`, n <= webs ? web : guest(n));
  }
  for (let n = 0; webs > 0 && n < Math.min(websitesInSite, guests); n++) {
    files.set(`sites/${name}/websites/www${pad(n, 2)}.yaml`, website(name, n));
  }
}

// Each site has its own 10.x.y.0/24 and a /27 of public addresses; the benchmark alone leaves the documentation ranges.
function siteSource(name, index, hypervisors) {
  const internal = `10.${100 + Math.floor(index / 256)}.${index % 256}`;
  const first = (index % 8) * 32;
  const open = `203.${Math.floor(index / 2048)}.${Math.floor(index / 8) % 256}`;
  const machine = (n) => `{internal: {device: eno1, ipv4: ${internal}.${n}}, public: {device: eno2}}`;
  const hosts = Array.from(
    { length: hypervisors },
    (_, n) => `  hv${n + 1}: {interfaces: ${machine(n + 1)}}\n`,
  );
  return `description: Synthetic site ${index}
domain: ${name}.bench.example
networks:
  internal:
    ipv4: ${internal}.0/24
    nat: infra
    guest_range: {from: ${internal}.64, to: ${internal}.223}
  public:
    ipv4: ${open}.${first}/27
    gateway4: ${open}.${first + 30}
    guest_range: {from: ${open}.${first + 2}, to: ${open}.${first + 29}}
hypervisors:
${hosts.join('')}servers:
  nfs1: {roles: [nfs], mirror: nfs2, interfaces: {internal: {device: eno1, ipv4: ${internal}.41}}}
  nfs2: {roles: [mirror, logs], interfaces: {internal: {device: eno1, ipv4: ${internal}.42}}}
  infra:
    roles: [infrastructure]
    interfaces:
      internal: {device: eno1, ipv4: ${internal}.43}
      public: {device: eno2, ipv4: ${open}.${first + 1}}
services: {dns: [infra], dhcp: [infra], ntp: [infra], puppet: [infra], log: [nfs2]}
stores:
  containers: {type: nfs, volume: containers, mount_point: /srv/containers}
volumes:
  containers: {server: nfs1, size: 4TiB, contents: containers}
  homes: {server: nfs1, size: 2TiB, contents: homes}
  htdocs: {server: nfs1, size: 1TiB, contents: htdocs}
`;
}

const proxy = `description: Reverse proxy
roles: [reverse_proxy]
public: auto
`;

const web = `description: Web hosting
roles: [web_hosting]
mounts:
  - {volume: htdocs, path: /srv/www}
`;

const guest = (n) => `description: Guest number ${n}
memory: ${1 + (n % 4)}GiB
cores: ${1 + (n % 3)}
${n % 2 === 0 ? 'mounts:\n  - {volume: homes, path: /home}\n' : ''}provides:
  - {service: https, from: internal}
`;

const website = (site, n) => `server_name: www${n}.${site}.example
aliases: [alias${n}.${site}.example]
kind: ${['php', 'spip', 'drupal', 'static'][n % 4]}
`;

const pad = (n, width) => String(n).padStart(width, '0');
