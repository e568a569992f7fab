import { spawnSync } from 'node:child_process';
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

const FIXTURE = fileURLToPath(new URL('./fixtures/corpus', import.meta.url));
const SCRIPT = fileURLToPath(new URL('./corpus.rb', import.meta.url));
const MODULES = '/usr/share/puppet/modules';
const nodes = readdirSync(join(FIXTURE, 'facts')).map((file) => file.replace(/\.json$/, ''));

interface Compiled {
  catalog?: string;
  error?: string;
}

let root: string;
let real: Map<string, Compiled>;
let compiler: PuppetCompiler;

/** A copy of the corpus, with the modules that Debian packages beside it. */
function prepare(): string {
  const directory = mkdtempSync(join(tmpdir(), 'placo-corpus-'));
  cpSync(FIXTURE, directory, { recursive: true });
  const modules = join(directory, 'environments/production/modules');
  mkdirSync(modules);
  for (const name of readdirSync(MODULES)) symlinkSync(join(MODULES, name), join(modules, name));
  return directory;
}

function compileWithPuppet(): Map<string, Compiled> {
  const input = JSON.stringify({ root, environment: 'production', nodes });
  const run = spawnSync('ruby', [SCRIPT], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (run.status !== 0) throw new Error(`ruby failed: ${run.stderr}`);
  const results: Compiled[] = JSON.parse(run.stdout);
  return new Map(results.map((result, index) => [nodes[index]!, result]));
}

function compileHere(certname: string): Compiled {
  const text = readFileSync(join(root, 'facts', `${certname}.json`), 'utf8');
  const facts = readYaml(text, certname) as ReadonlyMap<string, Value>;
  const serverFacts = new Map([
    ['serverversion', serverVersion()],
    ['servername', 'puppet.example.com'],
    ['serverip', '192.0.2.1'],
    ['environment', 'production'],
  ]);
  const { catalog, errors } = compiler.compile(makeNode({ certname, facts, serverFacts }));
  if (catalog === undefined) return { error: errors[0]!.text };
  return { catalog: catalog.json(0).replace('"version":0,"code_id":null,"catalog_uuid":null,', '') };
}

function serverVersion(): string {
  return spawnSync('puppet', ['--version'], { encoding: 'utf8' }).stdout.trim();
}

beforeAll(() => {
  root = prepare();
  real = compileWithPuppet();
  const environment = loadEnvironment({
    directory: join(root, 'environments/production'),
    files: diskFiles(),
  });
  compiler = createCompiler({ environment });
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('catalogs equal those of real Puppet, byte for byte', () => {
  test.each(nodes)('%s', (certname) => {
    const wanted = real.get(certname)!;
    const mine = compileHere(certname);
    expect(wanted.error).toBeUndefined();
    expect(mine.error).toBeUndefined();
    expect(JSON.parse(mine.catalog!)).toEqual(JSON.parse(wanted.catalog!));
    expect(mine.catalog).toBe(wanted.catalog);
  });
});
