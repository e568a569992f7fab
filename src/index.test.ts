import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compile } from './index.ts';

let environment: string;

beforeEach(() => {
  environment = mkdtempSync(join(tmpdir(), 'placo-api-'));
  mkdirSync(join(environment, 'manifests'));
});
afterEach(() => rmSync(environment, { recursive: true }));

const write = (manifest: string) => writeFileSync(join(environment, 'manifests/site.pp'), manifest);

test('a machine of any repository is compiled by one call', () => {
  write(`notify { "hello \${trusted['certname']} on \${facts['os']['name']}": }`);
  const facts = { os: { name: 'Debian' } };
  const { catalog, errors } = compile({ environment, certname: 'web01.example.com', facts });
  expect(errors).toEqual([]);
  const resources = catalog!.data().resources.map(({ type, title }) => `${type}[${title}]`);
  expect(resources).toContain('Notify[hello web01.example.com on Debian]');
});

test('a mistake is a value with its place', () => {
  write('file { "/a": ensure => present }\nnotfiy { a: }\n');
  const { catalog, errors } = compile({ environment, certname: 'web01.example.com' });
  expect(catalog).toBeUndefined();
  expect(errors).toMatchObject([{ line: 2, message: expect.stringContaining('Unknown resource type') }]);
});
