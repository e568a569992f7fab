import type { OperatingSystem } from '../../model/os.ts';

/** Where a distribution keeps php-fpm of one version. */
export interface PhpLayout {
  readonly packages: readonly string[];
  readonly service: string;
  readonly poolDirectory: string;
  /** Where sockets lie. */
  readonly socketDirectory: string;
}

/** The extensions that the sites' software wants: SPIP and Drupal name them in their requirements. */
const extensions = ['curl', 'gd', 'intl', 'mbstring', 'mysql', 'opcache', 'xml', 'zip'];

/**
 * The layout of php-fpm on a distribution: Debian's naming, which the common repository of further versions shares,
 * and on EL the parallel installations of the Remi repository, since EL's own streams allow one version at a time.
 */
export function phpLayout(os: OperatingSystem, version: string): PhpLayout {
  return os.family === 'debian' ? debian(version) : redhat(version);
}

function debian(version: string): PhpLayout {
  return {
    packages: [`php${version}-fpm`, ...extensions.map((extension) => `php${version}-${extension}`)],
    service: `php${version}-fpm`,
    poolDirectory: `/etc/php/${version}/fpm/pool.d`,
    socketDirectory: '/run/php',
  };
}

function redhat(version: string): PhpLayout {
  const name = `php${version.replace('.', '')}`;
  const names: Record<string, string> = { curl: 'common', mysql: 'mysqlnd' };
  const packages = new Set(extensions.map((extension) => `${name}-php-${names[extension] ?? extension}`));
  return {
    packages: [`${name}-php-fpm`, ...packages],
    service: `${name}-php-fpm`,
    poolDirectory: `/etc/opt/remi/${name}/php-fpm.d`,
    socketDirectory: `/var/opt/remi/${name}/run/php-fpm`,
  };
}
