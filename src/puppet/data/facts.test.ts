import { expect, test } from 'vitest';
import { factsOf } from './facts.ts';
import { readYaml } from './yaml.ts';

const NAME = 'web01.example.com';
const read = (text: string) => factsOf(readYaml(text, 'facts'), NAME);
const expected = {
  facts: new Map<string, unknown>([
    ['kernel', 'Linux'],
    ['os', new Map([['family', 'Debian']])],
  ]),
};

// As the manuals of Facter, Puppet and PuppetDB show their output.
test.each([
  ['facter --json', '{"kernel": "Linux", "os": {"family": "Debian"}}'],
  ['facter --yaml', 'kernel: Linux\nos:\n  family: Debian\n'],
  [
    'puppet facts find',
    `{"name": "${NAME}", "values": {"kernel": "Linux", "os": {"family": "Debian"}}, "timestamp": "x"}`,
  ],
  [
    "Puppet's cache in YAML",
    `--- !ruby/object:Puppet::Node::Facts\nname: ${NAME}\nvalues:\n  kernel: Linux\n  os:\n    family: Debian\n  _timestamp: 1\nexpiration: 2\n`,
  ],
  [
    "PuppetDB's export",
    `{"certname": "${NAME}", "values": {"kernel": "Linux", "os": {"family": "Debian"}}, "environment": "production"}`,
  ],
  [
    "PuppetDB's command",
    `{"command": "replace facts", "version": 5, "payload": {"certname": "${NAME}", "values": {"kernel": "Linux", "os": {"family": "Debian"}}}}`,
  ],
  [
    'a query of facts',
    `[{"certname": "other", "name": "kernel", "value": "BSD"}, {"certname": "${NAME}", "name": "kernel", "value": "Linux"}, {"certname": "${NAME}", "name": "os", "value": {"family": "Debian"}}]`,
  ],
  [
    'a query of factsets',
    `[{"certname": "other", "facts": {"href": "x", "data": []}}, {"certname": "${NAME}", "facts": {"href": "x", "data": [{"name": "kernel", "value": "Linux"}, {"name": "os", "value": {"family": "Debian"}}]}}]`,
  ],
])('%s', (_, text) => {
  expect(read(text)).toEqual(expected);
});

test('the inventory of PuppetDB has trusted facts too', () => {
  const text = `[{"certname": "${NAME}", "facts": {"kernel": "Linux"}, "trusted": {"certname": "${NAME}"}}]`;
  expect(read(text)).toEqual({
    facts: new Map([['kernel', 'Linux']]),
    trusted: new Map([['certname', NAME]]),
  });
});

test('a machine that is not in a list has no facts, and what is no facts says why', () => {
  expect(read('[{"certname": "other", "name": "kernel", "value": "BSD"}]')).toBeUndefined();
  expect(read('just text')).toBe('facts are a mapping of names to values');
  expect(read('[1]')).toBe('a list of facts has one object for each of them');
});
