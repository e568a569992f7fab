import type { Machine } from '../model/platform.ts';
import type { NodeInfo } from '../puppet/index.ts';
import { makeHash } from '../puppet/values/keys.ts';
import type { Value } from '../puppet/values/value.ts';

/**
 * What Puppet is told of a machine: what the model knows. The generated manifests need no fact, so a catalog is the
 * same before the machine exists.
 */
export function nodeOf(machine: Machine): NodeInfo {
  const { fqdn, hostname, site, os } = machine;
  const family = os.family === 'debian' ? 'Debian' : 'RedHat';
  const name = os.family === 'debian' ? 'Debian' : 'Rocky';
  const facts = new Map<string, Value>([
    ['clientcert', fqdn],
    [
      'networking',
      makeHash([
        ['hostname', hostname],
        ['domain', site.domain],
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
  const trusted = makeHash([
    ['authenticated', 'local'],
    ['certname', fqdn],
    ['extensions', new Map()],
    ['hostname', hostname],
    ['domain', site.domain],
    ['external', new Map()],
  ]);
  return { name: fqdn, facts, trusted, serverFacts: new Map(), parameters: facts, classes: new Map() };
}
