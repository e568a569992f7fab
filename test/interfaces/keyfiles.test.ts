import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { exampleInterfaces, fixture, interfacesOf } from './lab.ts';

const examples = exampleInterfaces().filter(({ machine }) => machine.os.family === 'redhat');
const ours = interfacesOf(fixture('redhat'));
const profiles = [...ours, ...examples].flatMap(({ machine, files }) =>
  files.map((file) => [`${machine.fqdn} ${file.path}`, file.content] as const),
);

/** What NetworkManager writes of the same meaning since version 1.46. */
const renamed = new Map([
  ['connection.controller', 'connection.master'],
  ['connection.port-type', 'connection.slave-type'],
]);

/** NetworkManager's own reading and writing of a profile, every property normalised, by section and key. */
function readByNetworkManager(content: string): Record<string, string> {
  const args = ['--offline', 'connection', 'modify', 'connection.autoconnect', 'yes'];
  const { status, stdout, stderr } = spawnSync('nmcli', args, { input: content, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return entriesOf(stdout);
}

function entriesOf(text: string): Record<string, string> {
  const entries: Record<string, string> = {};
  let section = '';
  for (const line of text.split('\n')) {
    section = /^\[(.+)\]$/.exec(line)?.[1] ?? section;
    const [, key, value] = /^([^#=]+)=(.*)$/.exec(line) ?? [];
    const name = `${section}.${key}`;
    if (key !== undefined) entries[renamed.get(name) ?? name] = value!;
  }
  return entries;
}

test('examples have machines with NetworkManager', () => {
  expect(examples.length).toBeGreaterThan(5);
});

test.each(profiles)('NetworkManager finds in %s all that was written', (_, content) => {
  const read = readByNetworkManager(content);
  for (const [key, value] of Object.entries(entriesOf(content))) {
    if (key.endsWith('.gateway'))
      expect(`${read[key]} ${read[key.replace('gateway', 'address1')]}`).toContain(value);
    else if (key.endsWith('.address1')) expect(read[key]).toMatch(new RegExp(`^${value}(,|$)`));
    else expect([key, read[key]]).toEqual([key, value]);
  }
});
