import type { Machine } from '../model/platform.ts';
import { makeNode, type NodeInfo } from '../puppet/index.ts';
import { makeHash } from '../puppet/values/keys.ts';
import type { Value } from '../puppet/values/value.ts';

/** What the model knows of a machine, as far as Puppet is told. */
export interface MachineFacts {
  readonly fqdn: string;
  readonly hostname: string;
  readonly domain: string;
  readonly family: 'debian' | 'redhat';
  readonly release: number;
}

/** The facts of a machine. */
export function factsOf({
  fqdn,
  hostname,
  site: { domain },
  os: { family, release },
}: Machine): MachineFacts {
  return { fqdn, hostname, domain, family, release };
}

/**
 * A machine as the compiler of catalogs wants it. The generated manifests need no fact, so a catalog is the same
 * before the machine exists.
 */
export function nodeOf({ fqdn, hostname, domain, ...os }: MachineFacts): NodeInfo {
  const family = os.family === 'debian' ? 'Debian' : 'RedHat';
  const name = os.family === 'debian' ? 'Debian' : 'Rocky';
  const facts = new Map<string, Value>([
    ['clientcert', fqdn],
    [
      'networking',
      makeHash([
        ['hostname', hostname],
        ['domain', domain],
        ['fqdn', fqdn],
      ]),
    ],
    [
      'os',
      makeHash([
        ['family', family],
        ['name', name],
        ['release', makeHash([['major', String(os.release)]])],
      ]),
    ],
  ]);
  return makeNode({ certname: fqdn, facts });
}
