import type { Guest, Site, Website } from '../../model/platform.ts';
import { type Contribution, FileContent, type MachineFile, type Rendered } from '../contribution.ts';
import { apache } from '../quote/apache.ts';
import { ini } from '../quote/ini.ts';
import { template } from '../template.ts';
import { hostingGlobalView, hostingVhostView, poolView } from './hosting.ts';
import { type ApacheUse, apacheLayout } from './os.ts';
import { phpLayout } from './php-os.ts';
import { acmeDirectory, defaultCertificate, proxyGlobalView, proxyVhostView } from './proxy.ts';

const proxyGlobal = template('apache_proxy/global', apache);
const proxyDefault = template('apache_proxy/default', apache);
const proxyVhost = template('apache_proxy/vhost', apache);
const hostingGlobal = template('web_hosting/global', apache);
const hostingVhost = template('web_hosting/vhost', apache);
const pool = template('web_hosting/pool', ini);

/** Apache on the reverse proxies and the web hosting guests of a site, and the php-fpm pools of its websites. */
export function renderApache(site: Site): Rendered {
  const running = site.guests.filter((guest) => guest.state === 'running' && guest.os.managed);
  const proxies = running.filter((guest) => guest.roles.includes('reverse_proxy'));
  const hosts = running.filter((guest) => guest.roles.includes('web_hosting'));
  return { contributions: [...proxies.flatMap(proxyOf), ...hosts.flatMap(hostingOf)], diagnostics: [] };
}

function proxyOf(proxy: Guest): Contribution[] {
  const websites = proxy.site.websites.filter((website) => website.proxy === proxy);
  const configs: Record<string, string> = {
    '00-proxy.conf': proxyGlobal(proxyGlobalView(proxy)),
    '01-unknown.conf': proxyDefault(defaultCertificate),
  };
  for (const website of websites) configs[`${website.name}.conf`] = proxyVhost(proxyVhostView(website));
  return [httpd(proxy, 'proxy', configs), certificates(proxy, websites)];
}

/** The names that files begin with put the common part first, since a website's name begins with no digit pair and dash. */
function httpd(guest: Guest, use: ApacheUse, configs: Readonly<Record<string, string>>): Contribution {
  const layout = apacheLayout(guest.os, use);
  const files: MachineFile[] = Object.entries(configs).map(([name, content]) => ({
    path: `${layout.directory}/${name}`,
    content,
  }));
  const parameters = {
    packages: layout.packages,
    service: layout.service,
    include_file: layout.includeFile,
    directory: layout.directory,
    modules: layout.modules,
    overrides: layout.overrides,
    absent: layout.absent,
    selinux_booleans: layout.selinuxBooleans,
    configs: Object.fromEntries(
      Object.keys(configs).map((name) => [name, new FileContent(`${layout.directory}/${name}`)]),
    ),
  };
  return { machine: guest, module: 'httpd', parameters, files };
}

function certificates(proxy: Guest, websites: readonly Website[]): Contribution {
  const pairs: Record<string, { key: string; name: string }> = {
    [defaultCertificate.certificate]: { key: defaultCertificate.key, name: 'unknown.invalid' },
  };
  for (const { tls, serverName } of websites) {
    if (tls.enabled) pairs[tls.certificate] = { key: tls.key, name: serverName };
  }
  const { service } = apacheLayout(proxy.os, 'proxy');
  const parameters = { certificates: pairs, acme_directory: acmeDirectory, service };
  return { machine: proxy, module: 'apache_proxy', parameters, files: [] };
}

function hostingOf(guest: Guest): Contribution[] {
  const configs: Record<string, string> = { '00-hosting.conf': hostingGlobal(hostingGlobalView(guest)) };
  for (const website of guest.websites)
    configs[`${website.name}.conf`] = hostingVhost(hostingVhostView(website));
  return [httpd(guest, 'hosting', configs), pools(guest)];
}

function pools(guest: Guest): Contribution {
  const layout = apacheLayout(guest.os, 'hosting');
  const pooled = guest.websites.filter(hasPhp).map((website) => poolOf(website, layout.user));
  const versions = [...new Set(pooled.map((each) => each.version))].sort();
  const php = versions.map((version) => [version, fpm(guest, version, pooled)]);
  const sites = guest.websites.map(({ user, uid, documentRoot }) => [user, { uid, home: documentRoot }]);
  return {
    machine: guest,
    module: 'web_hosting',
    parameters: {
      sites: Object.fromEntries(sites),
      php: Object.fromEntries(php),
      web_service: layout.service,
    },
    files: pooled.map((each) => each.file),
  };
}

type PhpWebsite = Website & { readonly php: string };

function hasPhp(website: Website): website is PhpWebsite {
  return website.php !== undefined;
}

interface Pool {
  readonly version: string;
  readonly name: string;
  readonly file: MachineFile;
}

function poolOf(website: PhpWebsite, webUser: string): Pool {
  const name = `${website.name}.conf`;
  const path = `${phpLayout(website.guest.os, website.php).poolDirectory}/${name}`;
  return {
    version: website.php,
    name,
    file: { path, content: pool(poolView(website, website.php, webUser)) },
  };
}

function fpm(guest: Guest, version: string, pools: readonly Pool[]) {
  const { packages, service, poolDirectory } = phpLayout(guest.os, version);
  const own = pools.filter((each) => each.version === version);
  const files = Object.fromEntries(own.map(({ name, file }) => [name, new FileContent(file.path)]));
  return { packages, service, pool_directory: poolDirectory, pools: files };
}
