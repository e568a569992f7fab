import { expect, test } from 'vitest';
import { renderNfs } from '../../src/render/nfs/index.ts';
import { examples } from '../puppet-environment/examples.ts';
import { exportfs } from './exportfs.ts';

const servers = examples().platform.sites.flatMap((site) => {
  const contributions = renderNfs(site).contributions.filter(({ module }) => module === 'nfs_server');
  return contributions.map((each) => [each.machine.fqdn, each] as const);
});

test('the examples have NFS servers and mirrors', () => {
  expect(servers.length).toBeGreaterThan(5);
});

test.each(servers)('%s exports each of its volumes', (_, { files, parameters }) => {
  const directories = parameters.directories as string[];
  const { status, stderr, table } = exportfs(files[0]!.content, directories);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect([...new Set(table.map(({ path }) => path))].sort()).toEqual([...directories].sort());
});
