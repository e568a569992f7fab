import { expect, test } from 'vitest';
import { platformFixture } from '../../src/model/fixture.ts';
import { operatingSystems } from '../../src/model/os.ts';
import type { Site } from '../../src/model/platform.ts';
import { renderNtp } from '../../src/render/ntp/index.ts';
import { filesOf, isolated, writeFiles } from './isolated.ts';

test.each(['debian12', 'debian13', 'rocky8', 'rocky9', 'rocky10'] as const)(
  'chronyd takes the configuration for %s',
  (name) => {
    const { site } = platformFixture();
    for (const machine of [...site.servers, ...site.guests])
      Object.assign(machine, { os: operatingSystems[name] });
    for (const machine of ['infra1', 'web01']) {
      const [file] = filesOf(renderNtp(site as Site), machine);
      const { root, remove } = writeFiles([file!]);
      try {
        const printed = isolated(`chronyd -p -f ${root}${file!.path}`);
        expect(printed).toContain(machine === 'infra1' ? 'allow 10.49.0.0/24' : 'server 10.49.0.31 iburst');
      } finally {
        remove();
      }
    }
  },
);

test('a guest gets the time of its server, and one outside the network gets none', () => {
  const { site } = platformFixture();
  const rendered = renderNtp(site as Site);
  const server = writeFiles(filesOf(rendered, 'infra1'));
  const client = writeFiles(filesOf(rendered, 'web01'));
  try {
    const output = isolated(
      `mkdir -p /run/chrony; for d in /var/lib/chrony /run/chrony; do mount -t tmpfs none $d; chmod 0750 $d; done
       unshare --net sleep 60 & other=$!; sleep 0.2
       ip link add net0 type veth peer name eth0 netns $other
       ip address add 10.49.0.31/24 dev net0; ip address add 192.0.2.5/24 dev net0; ip link set net0 up
       guest() { nsenter --net=/proc/$other/ns/net "$@"; }
       guest ip address add 10.49.0.102/24 dev eth0; guest ip link set eth0 up
       # Nothing outside can be reached here: the server has to do without it.
       chronyd -x -d -f ${server.root}/etc/chrony/chrony.conf >/dev/null 2>&1 & chronyd=$!
       sleep 1
       guest chronyd -Q -t 40 -f ${client.root}/etc/chrony/chrony.conf 2>&1 | grep -c 'System clock wrong by'
       guest ip address flush dev eth0; guest ip address add 192.0.2.9/24 dev eth0
       sed 's/10.49.0.31/192.0.2.5/' ${client.root}/etc/chrony/chrony.conf >/var/lib/chrony/outside.conf
       guest chronyd -Q -t 6 -f /var/lib/chrony/outside.conf 2>&1 | grep -c 'System clock wrong by' || true
       kill $chronyd $other`,
    );
    expect(output.trim().split('\n')).toEqual(['1', '0']);
  } finally {
    server.remove();
    client.remove();
  }
});

test('names that chrony could not tell from options are a diagnostic', () => {
  const { site } = platformFixture();
  Object.assign(site.servers.find((one) => one.name === 'infra1')!.interfaces[0]!, {
    ipv4: '10.49.0.31 prefer',
  });
  const { diagnostics, contributions } = renderNtp(site as Site);
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(diagnostics[0]).toMatchObject({ code: 'render/inexpressible' });
  expect(contributions.map(({ machine }) => machine.name)).toEqual(['infra1']);
});
