import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastGlob from 'fast-glob';
import { expect, test } from 'vitest';
import { readYaml } from '../../src/puppet/data/yaml.ts';
import { createCompiler, diskFiles, loadEnvironment, makeNode } from '../../src/puppet/index.ts';
import type { Value } from '../../src/puppet/values/value.ts';
import { type Installation, installations } from './installation.ts';

const FACTS = fileURLToPath(new URL('./fixtures/corpus/facts/app01.example.com.json', import.meta.url));
const SCRIPT = fileURLToPath(new URL('./compile.rb', import.meta.url));
const NODE = 'test.example.com';
const VOLATILE = ['version', 'catalog_uuid', 'code_id'];

interface Outcome {
  catalog?: Record<string, unknown>;
  error?: string;
  crash?: string;
}

interface Case {
  readonly name: string;
  readonly manifest: string;
}

/** One manifest for each example of the packages, and one for each class of their modules, that includes it. */
function writeCases(directory: string, { modules, documentation }: Installation): Case[] {
  const patterns = [`${documentation()}/puppet-module-*/examples/**/*.pp`, `${modules()}/*/examples/**/*.pp`];
  const examples = fastGlob.sync(patterns).sort();
  const classes = fastGlob.sync(`${modules()}/*/manifests/**/*.pp`).sort().flatMap(classIn);
  const sources = [
    ...examples.map((path) => [path, readFileSync(path, 'utf8')] as const),
    ...classes.map((name) => [name, `include ${name}\n`] as const),
  ];
  return sources.map(([name, text], index) => {
    const manifest = join(directory, `${index}.pp`);
    writeFileSync(manifest, text);
    return { name, manifest };
  });
}

function classIn(path: string): string[] {
  return /^\s*class\s+([\w:]+)/m.exec(readFileSync(path, 'utf8'))?.slice(1) ?? [];
}

/** What real Puppet makes of the manifests, in one Ruby process. */
function realOutcomes(cases: readonly Case[], { modules, ruby }: Installation): Outcome[] {
  const facts = JSON.parse(readFileSync(FACTS, 'utf8'));
  const input = JSON.stringify({ modulepath: [modules()], facts, cases });
  return JSON.parse(ruby(SCRIPT, [], input));
}

function compileHere(
  { manifest }: Case,
  { puppet, version, modules, vendoredModules }: Installation,
): Outcome {
  const environment = loadEnvironment({
    directory: '/nonexistent/production',
    files: diskFiles(),
    modulepath: [modules(), vendoredModules()],
    manifest,
  });
  const facts = readYaml(readFileSync(FACTS, 'utf8'), FACTS) as ReadonlyMap<string, Value>;
  const serverFacts = new Map([
    ['serverversion', version()],
    ['servername', 'puppet.example.com'],
    ['serverip', '192.0.2.1'],
    ['environment', 'production'],
  ]);
  const compiler = createCompiler({ environment, options: { puppetVersion: puppet } });
  const { catalog, errors } = compiler.compile(makeNode({ certname: NODE, facts, serverFacts }));
  if (catalog === undefined) return { error: errors[0]!.text };
  const entries = Object.entries(JSON.parse(catalog.json(0)) as Record<string, unknown>);
  return { catalog: Object.fromEntries(entries.filter(([key]) => !VOLATILE.includes(key))) };
}

/** A message without the places of the callers' callers, which stdlib's deprecations tell. */
const withoutCallers = (error: string) => error.replace(/( at \["[^"]*", \d+\]:)\["[^"]*", \d+\]/, '$1');

test.each(installations)(
  'examples and classes of the packaged modules compile to what real Puppet $puppet makes of them',
  (installation) => {
    const directory = mkdtempSync(join(tmpdir(), 'placo-modules-'));
    try {
      const cases = writeCases(directory, installation);
      expect(cases.length).toBeGreaterThan(200);
      const real = realOutcomes(cases, installation);
      const different = cases.flatMap((one, index) => {
        const { catalog, error, crash } = real[index]!;
        const mine = compileHere(one, installation);
        const same =
          catalog === undefined
            ? mine.error !== undefined && (crash !== undefined || mine.error === withoutCallers(error!))
            : JSON.stringify(mine.catalog) === JSON.stringify(catalog);
        const { name } = one;
        return same ? [] : [{ name, real: error ?? crash ?? catalog, mine: mine.error ?? mine.catalog }];
      });
      expect(different).toEqual([]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
  1_800_000,
);
