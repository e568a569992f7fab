import type { Machine, Site } from '../../model/platform.ts';
import { type Contribution, FileContent, type Rendered } from '../contribution.ts';

const path = '/etc/sysctl.d/60-placo-nat.conf';

/** Forwarding on a site's NAT gateway, as kernel settings for sysctl.d(5). */
export function renderNat(site: Site): Rendered {
  const gateway = site.internal.natGateway;
  return { contributions: gateway?.os.managed ? [contribution(gateway)] : [], diagnostics: [] };
}

function contribution(machine: Machine): Contribution {
  const { ipv6 } = machine.site.internal;
  const content = [
    '# Written by placo: this machine is the NAT gateway of its site.',
    'net.ipv4.ip_forward = 1',
    // Guests reach each other directly, and the hairpin must keep coming by.
    'net.ipv4.conf.all.send_redirects = 0',
    'net.ipv4.conf.default.send_redirects = 0',
    ...(ipv6 ? ['net.ipv6.conf.all.forwarding = 1'] : []),
    '',
  ].join('\n');
  return {
    machine,
    module: 'nat',
    parameters: { settings: new FileContent(path) },
    files: [{ path, content }],
  };
}
