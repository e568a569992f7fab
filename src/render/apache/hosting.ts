import type { Guest, Website, WebsiteKind } from '../../model/platform.ts';
import { accessLog } from './os.ts';
import { phpLayout } from './php-os.ts';
import { poolLimits } from './pools.ts';

/** What the template of a hosting guest's common part shows. */
export function hostingGlobalView(guest: Guest) {
  return {
    guest: guest.name,
    proxies: proxyAddresses(guest.websites),
    accessLog,
  };
}

/** How each kind of website is served, after what its authors ask of Apache. */
const kinds: Record<
  WebsiteKind,
  { index: string; controller?: string; override: string; denied: readonly string[] }
> = {
  static: { index: 'index.html index.htm', override: 'AuthConfig FileInfo Indexes Limit', denied: [] },
  php: { index: 'index.php index.html', override: 'AuthConfig FileInfo Indexes Limit', denied: [] },
  spip: {
    index: 'index.php index.html',
    override: 'AuthConfig FileInfo Indexes Limit',
    denied: ['^/(?:config|tmp)/', '^/(?:IMG|local)/.*\\.php'],
  },
  drupal: {
    index: 'index.php',
    controller: '/index.php',
    override: 'AuthConfig FileInfo Indexes Limit Options=FollowSymLinks,SymLinksIfOwnerMatch',
    denied: ['^/sites/[^/]+/(?:private/|files/.*\\.php|settings.*\\.php)', '^/(?:vendor|core/install\\.php)'],
  },
};

/** What the template of a website's virtual host on its guest shows. */
export function hostingVhostView(website: Website) {
  const kind = kinds[website.kind];
  return {
    name: website.name,
    kind: website.kind,
    php: website.php,
    serverName: website.serverName,
    aliases: website.aliases,
    documentRoot: website.documentRoot,
    proxies: proxyAddresses([website]).map(cameOverTls),
    allowOverride: kind.override.split(' '),
    directoryIndex: kind.index.split(' '),
    frontController: kind.controller,
    deniedPaths: kind.denied,
    timeout: website.php ? poolLimits(website, website.guest).timeout : undefined,
    handler: website.php && `proxy:unix:${socketOf(website, website.php)}|fcgi://${website.name}`,
  };
}

/** Only the proxy is believed when it says that the client came over TLS. */
function cameOverTls(proxy: string): string {
  return `%{CONN_REMOTE_ADDR} == '${proxy}' && %{req:X-Forwarded-Proto} == 'https'`;
}

function proxyAddresses(websites: readonly Website[]): string[] {
  const interfaces = websites.flatMap((website) => website.proxy.interfaces);
  const internal = interfaces.filter((each) => each.network.name === 'internal');
  return [
    ...new Set(internal.flatMap((each) => [each.ipv4, each.ipv6].filter((address) => address !== undefined))),
  ];
}

function socketOf(website: Website, version: string): string {
  return `${phpLayout(website.guest.os, version).socketDirectory}/placo-${website.name}.sock`;
}

/** Where SELinux's policy lets php-fpm write; see the file contexts of EL's apache module. */
const stateDirectory = '/var/lib/php/placo';

/** What the template of a website's php-fpm pool shows. */
export function poolView(website: Website, version: string, webUser: string) {
  const state = `${stateDirectory}/${website.user}`;
  return {
    name: website.name,
    pool: website.name,
    user: website.user,
    webUser,
    socket: socketOf(website, version),
    temporary: `${state}/tmp`,
    sessions: `${state}/sessions`,
    openBasedir: [website.documentRoot, state].join(':'),
    ...poolLimits(website, website.guest),
  };
}
