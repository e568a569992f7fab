import { join } from 'node:path';
import { addPublicInterface, type Mutable, platformFixture } from '../../src/model/fixture.ts';
import { operatingSystems } from '../../src/model/os.ts';
import type { Machine, Platform } from '../../src/model/platform.ts';
import { packageRoot } from '../../src/package-root.ts';
import { compile } from '../../src/pipeline.ts';
import { loadSources } from '../../src/read/load.ts';
import type { Contribution } from '../../src/render/contribution.ts';
import { renderInterfaces } from '../../src/render/interfaces/index.ts';

export const stanzasPath = '/etc/network/interfaces.d/placo';

/** The fixture, with a hypervisor whose networks are VLANs of one card, and large frames on one of them. */
export function fixture(family: 'debian' | 'redhat'): Platform {
  const { platform, site } = platformFixture();
  const hv2 = site.hypervisors[1] as Mutable<Machine>;
  Object.assign(hv2.interfaces[0]!, { device: 'eno1.10' });
  Object.assign(hv2.interfaces[1]!, { device: 'eno1.20' });
  addPublicInterface(site.servers[1] as Mutable<Machine>, 'eno2', 6);
  Object.assign(site.servers[1]!.interfaces[1]!, { ipv6: undefined });
  Object.assign(site.internal, { mtu: 9000 });
  const os = operatingSystems[family === 'debian' ? 'debian12' : 'rocky9'];
  for (const machine of [...site.hypervisors, ...site.servers, ...site.guests])
    Object.assign(machine, { os });
  return platform;
}

/** What the interfaces of a platform's machines are configured with. */
export function interfacesOf({ sites }: Platform): Contribution[] {
  return sites.flatMap((site) => {
    const { contributions, diagnostics } = renderInterfaces(site);
    if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
    return contributions;
  });
}

/** The same for the examples. */
export function exampleInterfaces(): Contribution[] {
  return interfacesOf(compile(loadSources(packageRoot)).platform);
}

/** The path, below a directory, of a machine's file. */
export const pathBelow = (root: string, { machine }: Contribution, path: string): string =>
  join(root, machine.fqdn, path);
