import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastGlob from 'fast-glob';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readYaml } from '../../src/puppet/data/yaml.ts';
import { createCompiler, diskFiles, loadEnvironment, makeNode } from '../../src/puppet/index.ts';
import type { Value } from '../../src/puppet/values/value.ts';

const MODULES = '/usr/share/puppet/modules';
const FACTS = fileURLToPath(new URL('./fixtures/corpus/facts/app01.example.com.json', import.meta.url));
const SCRIPT = fileURLToPath(new URL('./compile.rb', import.meta.url));
const NODE = 'test.example.com';
const VOLATILE = ['version', 'catalog_uuid', 'code_id'];

interface Outcome {
  catalog?: Record<string, unknown>;
  error?: string;
  crash?: string;
}

let directory: string;
const names: string[] = [];

/** One manifest for each example of the packages, and one for each class of their modules, that includes it. */
function writeManifests(): void {
  const patterns = ['/usr/share/doc/puppet-module-*/examples/**/*.pp', `${MODULES}/*/examples/**/*.pp`];
  for (const path of fastGlob.sync(patterns).sort()) add(path, readFileSync(path, 'utf8'));
  for (const path of fastGlob.sync(`${MODULES}/*/manifests/**/*.pp`).sort()) {
    const name = /^\s*class\s+([\w:]+)/m.exec(readFileSync(path, 'utf8'))?.[1];
    if (name !== undefined) add(name, `include ${name}\n`);
  }
}

function add(name: string, text: string): void {
  writeFileSync(manifestOf(names.length), text);
  names.push(name);
}

function manifestOf(index: number): string {
  return join(directory, `${index}.pp`);
}

/** What real Puppet makes of the manifests, in one Ruby process. */
function realOutcomes(): Outcome[] {
  const facts = JSON.parse(readFileSync(FACTS, 'utf8'));
  const cases = names.map((_, index) => ({ manifest: manifestOf(index) }));
  const run = spawnSync('ruby', [SCRIPT], {
    input: JSON.stringify({ modulepath: [MODULES], facts, cases }),
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (run.status !== 0) throw new Error(`ruby failed: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

function compileHere(index: number): Outcome {
  const environment = loadEnvironment({
    directory: '/nonexistent/production',
    files: diskFiles(),
    modulepath: [MODULES],
    manifest: manifestOf(index),
  });
  const facts = readYaml(readFileSync(FACTS, 'utf8'), FACTS) as ReadonlyMap<string, Value>;
  const serverFacts = new Map([
    ['serverversion', puppetVersion()],
    ['servername', 'puppet.example.com'],
    ['serverip', '192.0.2.1'],
    ['environment', 'production'],
  ]);
  const { catalog, errors } = createCompiler({ environment }).compile(
    makeNode({ certname: NODE, facts, serverFacts }),
  );
  if (catalog === undefined) return { error: errors[0]!.text };
  const entries = Object.entries(JSON.parse(catalog.json(0)) as Record<string, unknown>);
  return { catalog: Object.fromEntries(entries.filter(([key]) => !VOLATILE.includes(key))) };
}

let version: string | undefined;
function puppetVersion(): string {
  version ??= spawnSync('puppet', ['--version'], { encoding: 'utf8' }).stdout.trim();
  return version;
}

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'placo-modules-'));
  writeManifests();
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('examples and classes of the packaged modules compile to what real Puppet makes of them', () => {
  expect(readdirSync(directory).length).toBeGreaterThan(200);
  const real = realOutcomes();
  const different = names.flatMap((name, index) => {
    const { catalog, error, crash } = real[index]!;
    const mine = compileHere(index);
    const same =
      catalog === undefined
        ? mine.error !== undefined && (crash !== undefined || mine.error === error)
        : JSON.stringify(mine.catalog) === JSON.stringify(catalog);
    return same ? [] : [{ name, real: error ?? crash ?? catalog, mine: mine.error ?? mine.catalog }];
  });
  expect(different).toEqual([]);
}, 1_800_000);
