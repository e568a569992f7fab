import { expect, test } from 'vitest';
import { platformFixture } from '../../model/fixture.ts';
import { operatingSystems } from '../../model/os.ts';
import type { Site } from '../../model/platform.ts';
import { renderLogs } from './index.ts';

test('with two collectors each sends to the other, and all others to both, with queues of their own', () => {
  const site = platformFixture().site as Site;
  const providers = ['nfs2', 'infra1'].map((name) => site.servers.find((one) => one.name === name)!);
  Object.assign(site.services.find(({ name }) => name === 'log')!, { providers });
  const { contributions } = renderLogs(site);
  const forward = (name: string): string =>
    contributions.find(({ machine, module }) => machine.name === name && module === 'log_client')!.files[0]!
      .content;
  const queues = (text: string): string[] => text.match(/queue\.filename="[^"]*"/g)!;
  expect(queues(forward('infra1'))).toEqual(['queue.filename="placo-forward-nfs2"']);
  expect(queues(forward('web01'))).toEqual([
    'queue.filename="placo-forward-nfs2"',
    'queue.filename="placo-forward-infra1"',
  ]);
});

test('a site without a collector keeps its logs where they are', () => {
  const site = platformFixture().site as Site;
  Object.assign(site, { services: site.services.filter(({ name }) => name !== 'log') });
  expect(renderLogs(site).contributions).toEqual([]);
});

test('guests of EL read the journal, which then need not be handed on', () => {
  const site = platformFixture().site as Site;
  Object.assign(site.guests[1]!, { os: operatingSystems.rocky9 });
  const { contributions } = renderLogs(site);
  const one = contributions.find(
    ({ machine, module }) => machine === site.guests[1] && module === 'rsyslog',
  )!;
  const content = one.files.map((file) => file.content).join('');
  expect(content).toContain('module(load="imjournal"');
  expect(content).toContain('workDirectory="/var/lib/rsyslog"');
  expect(content).toContain('Storage=volatile\nForwardToSyslog=no');
});
