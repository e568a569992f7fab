import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Machine, Platform } from '../../src/model/platform.ts';
import { packageRoot } from '../../src/package-root.ts';
import { compile } from '../../src/pipeline.ts';
import { loadSources } from '../../src/read/load.ts';
import type { Contribution } from '../../src/render/contribution.ts';
import { renderDhcp } from '../../src/render/dhcp/index.ts';
import { renderDns } from '../../src/render/dns/index.ts';
import { renderFirewall } from '../../src/render/firewall/index.ts';
import { renderLogs } from '../../src/render/logs/index.ts';
import { renderNat } from '../../src/render/nat/index.ts';
import { renderNtp } from '../../src/render/ntp/index.ts';
import { isolated, writeFiles } from './isolated.ts';

const renderers = [renderFirewall, renderNat, renderDns, renderDhcp, renderNtp, renderLogs];

describe('the machines of the examples', () => {
  let platform: Platform;
  let contributions: Contribution[];
  let root: string;
  let remove: () => void;

  beforeAll(() => {
    platform = compile(loadSources(packageRoot)).platform;
    const rendered = platform.sites.flatMap((site) => renderers.map((render) => render(site)));
    expect(rendered.flatMap(({ diagnostics }) => diagnostics)).toEqual([]);
    contributions = rendered.flatMap((each) => each.contributions);
    const files = contributions.flatMap(({ machine, files }) =>
      files.map(({ path, content }) => ({ path: `/${machine.fqdn}${path}`, content })),
    );
    ({ root, remove } = writeFiles(files));
  });
  afterAll(() => remove());

  /** Runs a command for each machine with a contribution of a module; `$M` is its directory. */
  function forEach(module: string, command: string): string[] {
    const names = contributions.filter((one) => one.module === module).map(({ machine }) => machine.fqdn);
    expect(names.length).toBeGreaterThan(0);
    return isolated(
      `for name in ${names.join(' ')}; do M=${root}/$name; { ${command}; } >/tmp/out.$$ 2>&1 && continue; echo $name; cat /tmp/out.$$; done; rm -f /tmp/out.$$`,
    )
      .split('\n')
      .filter((line) => line !== '');
  }

  test.each(['nft', 'legacy'])('load their packet filters with iptables-%s', (backend) => {
    const load = (command: string, file: string) =>
      `${command}-${backend}-restore --noflush <$M/etc/placo/firewall/${file}.rules &&
       [ "$(${command}-${backend}-save | grep -c ^-A)" = "$(grep -c '^-[AI]' $M/etc/placo/firewall/${file}.rules)" ]`;
    const both = `${load('iptables', 'v4')} && ${load('ip6tables', 'v6')}`;
    expect(forEach('firewall', `export M; unshare --net sh -c ${shellWord(both)}`)).toEqual([]);
  });

  test('have filters for each that placo manages, and for no other', () => {
    const filtered = contributions
      .filter(({ module }) => module === 'firewall')
      .map(({ machine }) => machine.fqdn);
    const managed = platform.sites.flatMap((site) => machinesOf(site)).filter(({ os }) => os.managed);
    expect(new Set(filtered)).toEqual(new Set(managed.map(({ fqdn }) => fqdn)));
    expect(filtered).toHaveLength(managed.length);
  });

  test('answer for their names', () => {
    const check = join(import.meta.dirname, 'check-named.sh');
    expect(forEach('dns_server', `unshare --mount bash ${check} $M`)).toEqual([]);
  });

  test('give addresses', () => {
    expect(forEach('dhcp_server', 'dnsmasq --test --conf-file=$M/etc/dnsmasq.conf')).toEqual([]);
  });

  test('keep their clocks', () => {
    expect(
      forEach('ntp', 'chronyd -p -f $M/etc/chrony*/chrony.conf || chronyd -p -f $M/etc/chrony.conf'),
    ).toEqual([]);
  });

  test('send their logs', () => {
    const check = join(import.meta.dirname, '../logs/check.sh');
    expect(forEach('rsyslog', `unshare --mount bash ${check} $M`)).toEqual([]);
  });
});

function machinesOf(site: Platform['sites'][number]): Machine[] {
  return [...site.hypervisors, ...site.servers, ...site.guests];
}

function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
