import type { OperatingSystem } from '../../model/os.ts';

/** Where a distribution keeps Apache, and what differs there. Sources: the packages of Debian 12 and 13, EL 8 to 10. */
export interface ApacheLayout {
  readonly packages: readonly string[];
  readonly service: string;
  /** The one file of the distribution's tree that includes `directory`, read after its others. */
  readonly includeFile: string;
  readonly directory: string;
  /** The user that Apache's children run as. */
  readonly user: string;
  /** The number of that user's group, which the distribution gives by itself and never changes. */
  readonly gid: number;
  /** Modules to enable; EL loads those of a package by installing it. */
  readonly modules: readonly string[];
  /** Files of the distribution to replace: their own virtual hosts and logs. */
  readonly overrides: Readonly<Record<string, string>>;
  readonly absent: readonly string[];
  readonly selinuxBooleans: readonly string[];
}

/** What takes Apache's access log to syslog. */
export const accessLog = '|/usr/bin/logger -t apache -p local6.info --size 8KiB';

/** What Apache is to do in a guest. */
export type ApacheUse = 'proxy' | 'hosting';

const debianModules = {
  proxy: ['alias', 'headers', 'http2', 'proxy', 'proxy_http', 'reqtimeout', 'ssl'],
  hosting: ['alias', 'dir', 'proxy', 'proxy_fcgi', 'remoteip', 'reqtimeout', 'rewrite', 'setenvif'],
};

const redhatPackages = { proxy: ['httpd', 'mod_http2', 'mod_ssl', 'openssl'], hosting: ['httpd'] };

const redhatBooleans = {
  proxy: ['httpd_can_network_connect'],
  hosting: ['httpd_can_network_connect_db', 'httpd_use_nfs'],
};

const emptied = '# Emptied by placo, so that a package upgrade does not bring it back.\n';
const listenTls = `# Listens for the virtual hosts that placo generates, and lets clients take up their sessions again.
Listen 443 https
SSLSessionCache "shmcb:/run/httpd/sslcache(512000)"
SSLSessionCacheTimeout 300
`;

/** EL's own main file keeps an access log, which no other file could take away. */
const redhatMain = `# Written by placo: what is particular is in conf.d and placo.d.
ServerRoot "/etc/httpd"
Include conf.modules.d/*.conf
User apache
Group apache
Listen 80

<Directory />
  AllowOverride None
  Require all denied
</Directory>

TypesConfig /etc/mime.types
IncludeOptional conf.d/*.conf
`;

/** The layout of Apache on a distribution, for a proxy or for web hosting. */
export function apacheLayout(os: OperatingSystem, use: ApacheUse): ApacheLayout {
  return os.family === 'debian' ? debian(use) : redhat(use);
}

function debian(use: ApacheUse): ApacheLayout {
  return {
    packages: use === 'proxy' ? ['apache2', 'openssl'] : ['apache2'],
    service: 'apache2',
    includeFile: '/etc/apache2/conf-enabled/zz-placo.conf',
    directory: '/etc/apache2/placo.d',
    user: 'www-data',
    gid: 33,
    modules: debianModules[use],
    overrides: {},
    absent: [
      '/etc/apache2/sites-enabled/000-default.conf',
      '/etc/apache2/conf-enabled/other-vhosts-access-log.conf',
    ],
    selinuxBooleans: [],
  };
}

function redhat(use: ApacheUse): ApacheLayout {
  return {
    packages: redhatPackages[use],
    service: 'httpd',
    includeFile: '/etc/httpd/conf.d/zz-placo.conf',
    directory: '/etc/httpd/placo.d',
    user: 'apache',
    gid: 48,
    modules: [],
    overrides: {
      '/etc/httpd/conf/httpd.conf': redhatMain,
      '/etc/httpd/conf.d/autoindex.conf': emptied,
      '/etc/httpd/conf.d/userdir.conf': emptied,
      '/etc/httpd/conf.d/welcome.conf': emptied,
      ...(use === 'proxy' ? { '/etc/httpd/conf.d/ssl.conf': listenTls } : {}),
    },
    absent: [],
    selinuxBooleans: redhatBooleans[use],
  };
}
