/**
 * The host name of a machine: its name with underscores, which host names cannot hold (RFC 1123), as hyphens.
 * The schema has checked the name: letters, digits, `-` and `_`, beginning with a letter.
 */
export function hostnameOf(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** The last segment of a machine's Puppet class, or a site's module: its name with `-` as `_`. */
export function classNameOf(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

/** Orders names as every listing does: by code unit, the same on every machine. */
export function compareNames(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
