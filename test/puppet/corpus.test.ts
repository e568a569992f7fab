import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readYaml } from '../../src/puppet/data/yaml.ts';
import {
  createCompiler,
  diskFiles,
  loadEnvironment,
  makeNode,
  type PuppetCompiler,
} from '../../src/puppet/index.ts';
import type { Value } from '../../src/puppet/values/value.ts';
import { type Installation, installations } from './installation.ts';

const FIXTURE = fileURLToPath(new URL('./fixtures/corpus', import.meta.url));
const SCRIPT = fileURLToPath(new URL('./corpus.rb', import.meta.url));
const nodes = readdirSync(join(FIXTURE, 'facts')).map((file) => file.replace(/\.json$/, ''));

/** Machines that use what the modules of Debian 13 no longer have, so that real Puppet 8 has no catalog of them. */
const refused = new Map([
  ['app01.example.com', /function_join/],
  ['fw01.example.com', /no parameter named 'action'/],
]);

interface Compiled {
  catalog?: string;
  error?: string;
}

/** A copy of the corpus, with the modules that Debian packages beside it. */
function prepare({ modules }: Installation): string {
  const directory = mkdtempSync(join(tmpdir(), 'placo-corpus-'));
  cpSync(FIXTURE, directory, { recursive: true });
  const links = join(directory, 'environments/production/modules');
  mkdirSync(links);
  for (const name of readdirSync(modules())) symlinkSync(join(modules(), name), join(links, name));
  return directory;
}

function compileWithPuppet(root: string, { ruby }: Installation): Map<string, Compiled> {
  const input = JSON.stringify({ root, environment: 'production', nodes });
  const results: Compiled[] = JSON.parse(ruby(SCRIPT, [], input));
  return new Map(results.map((result, index) => [nodes[index]!, result]));
}

function compileHere(root: string, certname: string, version: string, compiler: PuppetCompiler): Compiled {
  const text = readFileSync(join(root, 'facts', `${certname}.json`), 'utf8');
  const facts = readYaml(text, certname) as ReadonlyMap<string, Value>;
  const serverFacts = new Map([
    ['serverversion', version],
    ['servername', 'puppet.example.com'],
    ['serverip', '192.0.2.1'],
    ['environment', 'production'],
  ]);
  const { catalog, errors } = compiler.compile(makeNode({ certname, facts, serverFacts }));
  if (catalog === undefined) return { error: errors[0]!.text };
  return { catalog: catalog.json(0).replace('"version":0,"code_id":null,"catalog_uuid":null,', '') };
}

describe.each(installations)('catalogs equal those of real Puppet $puppet, byte for byte', (installation) => {
  let root: string;
  let real: Map<string, Compiled>;
  let compiler: PuppetCompiler;

  beforeAll(() => {
    root = prepare(installation);
    real = compileWithPuppet(root, installation);
    const directory = join(root, 'environments/production');
    const environment = loadEnvironment({ directory, files: diskFiles() });
    compiler = createCompiler({ environment, options: { puppetVersion: installation.puppet } });
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test.each(nodes)('%s', (certname) => {
    const wanted = real.get(certname)!;
    const mine = compileHere(root, certname, installation.version(), compiler);
    if (installation.puppet === 8 && refused.has(certname)) {
      expect(wanted.error).toMatch(refused.get(certname)!);
      return;
    }
    expect(wanted.error).toBeUndefined();
    expect(mine.error).toBeUndefined();
    expect(JSON.parse(mine.catalog!)).toEqual(JSON.parse(wanted.catalog!));
    expect(mine.catalog).toBe(wanted.catalog);
  });
});
