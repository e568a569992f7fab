import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { platformFixture } from '../../src/model/fixture.ts';
import type { Contribution, PuppetValue } from '../../src/render/contribution.ts';
import { machineManifest } from '../../src/render/puppet/machine-class.ts';
import { formatValue } from '../../src/render/puppet/value.ts';
import { run } from './lab.ts';

const directory = mkdtempSync(join(tmpdir(), 'placo-quoting-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What means something to Puppet's lexer, in strings, comments or around them. */
const pieces = [
  ...[
    "'",
    '"',
    '\\',
    '$',
    '${',
    '}',
    '{',
    '#',
    '\n',
    '\t',
    ' ',
    '@(END)',
    '| END',
    '%{',
    '<%=',
    '%>',
    '/*',
    '*/',
  ],
  ...[
    '$name',
    '${facts}',
    "\\'",
    '\\n',
    '\\$',
    '\\u{41}',
    '=>',
    ',',
    'undef',
    'é',
    '€',
    '😀',
    '\u2028',
    '\ufeff',
    'x',
  ],
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 60 }).filter((value) => !/(?![\n\t])\p{Cc}/u.test(value)),
);
const { value } = fc.letrec<{ value: PuppetValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
}));
const samples: PuppetValue[] = fc.sample(value, { numRuns: 3000, seed: 1 });

it('writes values that real Puppet reads back as they were', () => {
  const script = fileURLToPath(new URL('./evaluate.rb', import.meta.url));
  const sources = samples.map((sample) => formatValue(sample, 'site/machine', 0));
  const ruby = run('ruby', [script], JSON.stringify(sources));
  expect(ruby.status, ruby.stderr).toBe(0);
  const results: object[] = JSON.parse(ruby.stdout);
  results.forEach((result, index) => {
    expect(result, sources[index]).toEqual({ value: samples[index] });
  });
});

it('writes machines that Puppet parses and puppet-lint likes, whatever their descriptions and values are', () => {
  const { site } = platformFixture();
  const descriptions = fc.sample(fc.string({ unit: 'grapheme', maxLength: 400 }), { numRuns: 300, seed: 2 });
  const files = descriptions.map((description, index) => {
    const className = `m${index}`;
    const machine = { ...site.servers[0]!, className, description };
    const parameters = { hostile: samples[index]!, more: samples[index + 300]! };
    const contribution: Contribution = { machine, module: 'kvm', parameters, files: [] };
    return [className, machineManifest(machine, [contribution])] as const;
  });
  const manifests = join(directory, site.module, 'manifests');
  mkdirSync(manifests, { recursive: true });
  for (const [name, manifest] of files) writeFileSync(join(manifests, `${name}.pp`), manifest);
  const parsed = run('puppet', ['parser', 'validate', directory]);
  expect({ status: parsed.status, stderr: parsed.stderr }).toEqual({ status: 0, stderr: '' });
  const linted = run('puppet-lint', ['--fail-on-warnings', directory]);
  expect({ status: linted.status, stdout: linted.stdout }).toEqual({ status: 0, stdout: '' });
});
