import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { served } from './expectations.ts';
import { type Backend, buildLab, type Lab } from './lab.ts';
import { failures, observed } from './round.ts';
import { exampleSite, rulesOf, withoutIpv6 } from './site.ts';

describe.each<Backend>(['nft', 'legacy'])(
  'packets between the machines of a site, with iptables-%s',
  (backend) => {
    const site = exampleSite();
    const rules = rulesOf(site);
    let lab: Lab;

    beforeAll(async () => {
      lab = buildLab(site, backend);
      for (const [name, files] of rules) lab.load(name, files);
      for (const name of observed) await lab.agent(name).tell({ do: 'serve', ports: served });
    });
    afterAll(() => lab?.close());

    test('pass where the description says so, and nowhere else', async () => {
      expect(await failures(lab, 3)).toEqual([]);
    });

    test('no connection is lost while the rules are loaded again', async () => {
      let loading = true;
      const lost = (async () => {
        let count = 0;
        const command = { do: 'connect', to: '192.0.2.10', port: 443, source: null, wait: 3 };
        while (loading) if ((await lab.agent('world').tell(command)) === null) count++;
        return count;
      })();
      for (let count = 0; count < 5; count++) {
        await sleep(20);
        lab.load('proxy1', rules.get('proxy1')!);
      }
      loading = false;
      expect(await lost).toBe(0);
    });
  },
);

test('a site without IPv6 leaves nothing open to IPv6', async () => {
  const site = exampleSite();
  const lab = buildLab(site, 'nft');
  try {
    for (const [name, files] of rulesOf(withoutIpv6(exampleSite()))) lab.load(name, files);
    for (const name of observed) await lab.agent(name).tell({ do: 'serve', ports: served });
    for (const [client, to] of [
      ['world', '2001:db8:49::a'],
      ['world', '2001:db8:49::5'],
      ['world', 'fd00:49::66'],
      ['icinga_nfs', 'fd00:49::66'],
      ['web01', 'fd00:49::15'],
      ['web01', '2001:db8:ffff::9'],
    ] as const) {
      const tries = served.map((port) => ({ do: 'connect', to, port, source: null, wait: 0.5 }));
      const answers = await Promise.all(tries.map((one) => lab.agent(client).tell(one)));
      expect([client, to, ...answers.filter((answer) => answer !== null)]).toEqual([client, to]);
    }
  } finally {
    await lab.close();
  }
});
