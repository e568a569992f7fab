import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsOf, nodeOf } from '../../src/catalog/facts.ts';
import { makeTree } from '../../src/make/index.ts';
import type { Value } from '../../src/puppet/values/value.ts';
import { textOf } from '../../src/render/tree.ts';
import { installations } from '../puppet/installation.ts';
import { examples } from '../puppet-environment/examples.ts';
import { labOf, managedMachines, run } from '../puppet-environment/lab.ts';

const here = dirname(fileURLToPath(import.meta.url));
const { platform, tree } = examples();
const machines = managedMachines(platform);
const volatile = ['version', 'code_id', 'catalog_uuid'];

const ours = new Map<string, string>();
const real = new Map<number, ({ catalog: Record<string, unknown> } | { error: string })[]>();
let directory: string;
let environment: string;

beforeAll(() => {
  for (const { files } of makeTree(platform))
    for (const [path, content] of files) if (path.startsWith('catalogs/')) ours.set(path, textOf(content));
  const lab = labOf(tree);
  ({ directory, environment } = lab);
  const input = machines.map((machine) => {
    const { facts, trusted } = nodeOf(factsOf(machine));
    return { certname: machine.fqdn, facts: plain(facts as Map<Value, Value>), trusted: plain(trusted) };
  });
  for (const { puppet, ruby } of installations) {
    const script = join(here, 'compile.rb');
    real.set(puppet, JSON.parse(ruby(script, [lab.confdir], JSON.stringify(input))));
  }
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function plain(value: Value): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!(value instanceof Map)) return value;
  return Object.fromEntries([...value].map(([key, item]) => [String(key), plain(item)]));
}

/** A catalog as text, so that the order of keys counts, without what differs at each run and from place to place. */
function canonical(catalog: Record<string, unknown>): string {
  const kept = Object.entries(catalog).filter(([key]) => !volatile.includes(key));
  return JSON.stringify(Object.fromEntries(kept), undefined, 1).replaceAll(`${environment}/`, '');
}

test('every machine of the examples has a catalog', () => {
  expect(machines.length).toBeGreaterThan(80);
  expect([...ours.keys()].sort()).toEqual(machines.map(({ fqdn }) => `catalogs/${fqdn}.json`).sort());
});

const cases = installations.flatMap(({ puppet }) =>
  machines.map(({ fqdn }, index) => [fqdn, puppet, index] as const),
);

test.each(cases)('the catalog of %s is that of real Puppet %i', (fqdn, puppet, index) => {
  const result = real.get(puppet)![index]!;
  expect(result).not.toHaveProperty('error');
  const text = ours.get(`catalogs/${fqdn}.json`)!;
  expect(canonical(JSON.parse(text))).toBe(
    canonical((result as { catalog: Record<string, unknown> }).catalog),
  );
});

test('puppet apply takes a catalog as it is', () => {
  const [machine] = machines;
  const scratch = mkdtempSync(join(tmpdir(), 'placo-catalog-'));
  const file = join(scratch, 'catalog.json');
  writeFileSync(file, ours.get(`catalogs/${machine!.fqdn}.json`)!);
  const options = [
    '--noop',
    '--color',
    'false',
    '--confdir',
    join(directory, 'conf'),
    '--certname',
    machine!.fqdn,
  ];
  const { status, stderr } = run('puppet', ['apply', ...options, '--catalog', file]);
  rmSync(scratch, { recursive: true });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
