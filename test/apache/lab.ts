import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Guest, Site } from '../../src/model/platform.ts';
import { renderApache } from '../../src/render/apache/index.ts';
import { apacheLayout } from '../../src/render/apache/os.ts';
import { phpLayout } from '../../src/render/apache/php-os.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** A request that the lab makes, from the address of a client in the world. */
export interface LabRequest {
  readonly scheme: 'http' | 'https';
  readonly name: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back. */
export interface LabResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The name of the certificate that was shown, over TLS. */
  readonly certificate?: string;
}

/** The address that the lab's client has. */
export const clientAddress = '203.0.113.7';

const write = (path: string, content: string, mode?: number) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content, { mode });
};

/** Starts a site's proxy and hosting guests for real in namespaces of their own, and makes the requests there. */
export function runLab(
  directory: string,
  site: Site,
  content: (root: string) => void,
  requests: readonly LabRequest[],
): LabResponse[] {
  const contributions = renderApache(site).contributions;
  const guests = [...new Set(contributions.map((each) => each.machine as Guest))];
  for (const { machine, files } of contributions)
    for (const file of files) write(join(directory, 'trees', machine.name, file.path), file.content);
  for (const guest of guests)
    write(join(directory, 'apache', `${guest.name}.conf`), serverConfig(directory, guest));
  writeCertificates(directory, site);
  writeUsers(directory, site);
  writeFpm(directory, guests);
  writeNetwork(directory, guests);
  content(join(directory, 'root'));
  write(
    join(directory, 'requests.json'),
    JSON.stringify({ address: publicAddress(site), clientAddress, requests }),
  );
  const args = [
    '-mnpf',
    '--kill-child',
    '--mount-proc',
    'bash',
    join(here, 'lab.sh'),
    directory,
    join(here, 'requests.mjs'),
  ];
  const run = spawnSync('unshare', args, { encoding: 'utf8', timeout: 240_000, maxBuffer: 1 << 28 });
  if (run.status !== 0) throw new Error(`the lab failed:\n${run.stdout}\n${run.stderr}`);
  return JSON.parse(readFileSync(join(directory, 'responses.json'), 'utf8'));
}

const has = (guest: Guest, role: string) => (guest.roles as string[]).includes(role);

function publicAddress(site: Site): string {
  const proxy = site.guests.find((guest) => has(guest, 'reverse_proxy'))!;
  return proxy.interfaces.find((each) => each.network.name === 'public')!.ipv4!;
}

/** What a distribution's own main file does, in short, or what replaces it; the generated files must come as they are. */
function serverConfig(directory: string, guest: Guest): string {
  const proxy = has(guest, 'reverse_proxy');
  const layout = apacheLayout(guest.os, proxy ? 'proxy' : 'hosting');
  const own = guest.interfaces.find((each) => each.network.name === (proxy ? 'public' : 'internal'))!.ipv4!;
  const places = [
    `ServerName ${guest.fqdn}`,
    `PidFile ${directory}/apache/${guest.name}.pid`,
    `DefaultRuntimeDir ${directory}/apache`,
    ...(proxy ? [`Listen ${own}:443 https`] : [`Header always set X-Answered-By ${guest.name}`]),
    `Include ${directory}/trees/${guest.name}${layout.directory}/*.conf`,
  ];
  const replaced = layout.overrides['/etc/httpd/conf/httpd.conf'];
  if (replaced) return replacedMain(join(directory, 'apache', guest.name), replaced, own, places);
  return [
    ...loadModules(),
    `Listen ${own}:80`,
    'TypesConfig /etc/mime.types',
    `User ${layout.user}`,
    `Group ${layout.user}`,
    ...places,
  ].join('\n');
}

function replacedMain(root: string, main: string, own: string, places: readonly string[]): string {
  mkdirSync(join(root, 'logs'), { recursive: true });
  write(join(root, 'conf.modules.d/lab.conf'), loadModules().join('\n'));
  write(join(root, 'conf.d/lab.conf'), places.join('\n'));
  return main.replace('"/etc/httpd"', `"${root}"`).replace(/^Listen 80$/m, `Listen ${own}:80`);
}

function loadModules(): string[] {
  const system = ['mpm_event', 'authz_core', 'authz_host', 'headers', 'mime', 'dir', 'env'];
  const proxying = ['http2', 'proxy', 'proxy_http', 'proxy_fcgi', 'remoteip'];
  const hosting = ['alias', 'rewrite', 'setenvif', 'ssl'];
  return [...system, ...proxying, ...hosting].map(
    (module) => `LoadModule ${module}_module /usr/lib/apache2/modules/mod_${module}.so`,
  );
}

function writeCertificates(directory: string, site: Site): void {
  const pairs = [
    { certificate: '/etc/placo/tls/default.crt', key: '/etc/placo/tls/default.key', name: 'unknown.invalid' },
  ];
  for (const { tls, serverName } of site.websites) if (tls.enabled) pairs.push({ ...tls, name: serverName });
  mkdirSync(join(directory, 'root/etc/placo/tls'), { recursive: true });
  for (const { certificate, key, name } of pairs) {
    const files = ['-keyout', join(directory, 'root', key), '-out', join(directory, 'root', certificate)];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync('openssl', ['req', '-x509', ...kind, '-subj', `/CN=${name}`, ...files], { stdio: 'ignore' });
  }
}

function writeUsers(directory: string, site: Site): void {
  const users = site.websites.map(({ user, uid }) => ({ user, uid }));
  users.push({ user: 'apache', uid: 48 });
  const passwd = users
    .map(({ user, uid }) => `${user}:x:${uid}:${uid}::/nonexistent:/usr/sbin/nologin\n`)
    .join('');
  const group = users.map(({ user, uid }) => `${user}:x:${uid}:\n`).join('');
  write(join(directory, 'passwd'), readFileSync('/etc/passwd', 'utf8') + passwd, 0o644);
  write(join(directory, 'group'), readFileSync('/etc/group', 'utf8') + group, 0o644);
}

/** One php-fpm stands for those of all guests and versions: only one version is packaged, and pools differ by path. */
function writeFpm(directory: string, guests: readonly Guest[]): void {
  const layouts = guests.flatMap((guest) =>
    guest.websites.flatMap(({ php }) => (php ? [{ guest, ...phpLayout(guest.os, php) }] : [])),
  );
  const includes = layouts.map(
    ({ guest, poolDirectory }) => `include=${directory}/trees/${guest.name}${poolDirectory}/*.conf`,
  );
  const global = ['[global]', `error_log = ${directory}/php-fpm.log`, `pid = ${directory}/php-fpm.pid`];
  write(join(directory, 'php-fpm.conf'), [...global, ...new Set(includes)].join('\n'));
  write(join(directory, 'socket-directories'), `${layouts.map((each) => each.socketDirectory).join('\n')}\n`);
}

/** All addresses are on one loopback; routes give each connection the source address that it would have. */
function writeNetwork(directory: string, guests: readonly Guest[]): void {
  const proxy = guests.find((guest) => has(guest, 'reverse_proxy'))!;
  const inside = proxy.interfaces.find((each) => each.network.name === 'internal')!.ipv4!;
  const outside = proxy.interfaces.find((each) => each.network.name === 'public')!.ipv4!;
  const backends = guests.filter((guest) => guest !== proxy).map((guest) => guest.interfaces[0]!.ipv4!);
  write(
    join(directory, 'addresses'),
    [inside, outside, clientAddress, ...backends].map((each) => `${each}/32\n`).join(''),
  );
  const route = (to: string, from: string) => `route replace local ${to} dev lo table local src ${from}\n`;
  write(
    join(directory, 'routes'),
    [...backends.map((to) => route(to, inside)), route(outside, clientAddress)].join(''),
  );
}
