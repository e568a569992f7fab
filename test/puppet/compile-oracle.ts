import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCompiler, diskFiles, loadEnvironment, type NodeInfo } from '../../src/puppet/index.ts';
import type { Value } from '../../src/puppet/values/value.ts';
import type { Installation } from './installation.ts';

/** What compiling a manifest gave: a catalog without what changes at each compilation, or an error; and the log. */
export interface Compiled {
  catalog?: unknown;
  error?: string;
  /** Real Puppet failed with a Ruby exception. */
  crash?: string;
  logged: string[];
}

/** Both outcomes of one manifest. */
export interface Comparison {
  source: string;
  real: Compiled;
  ours: Compiled;
}

const NODE = 'test.example.com';
const FACTS = {
  os: { family: 'Debian', name: 'Debian', release: { major: '12' } },
  networking: { hostname: 'test', fqdn: NODE },
  clientcert: NODE,
};
const SERVER = { servername: 'puppet.example.com', serverip: '192.0.2.1' };
const VOLATILE = ['version', 'catalog_uuid', 'code_id'];

/** Compiles manifests with both compilers, the real ones all in one Ruby process, and returns those that differ. */
export function differences(sources: readonly string[], installation: Installation): Comparison[] {
  const directory = mkdtempSync(join(tmpdir(), 'placo-language-'));
  try {
    const files = sources.map((source, index) => {
      const file = join(directory, `${index}.pp`);
      writeFileSync(file, source);
      return file;
    });
    const real = compileReally(files, installation);
    const all = sources.map((source, index) => ({
      source,
      real: real[index]!,
      ours: compileOurs(files[index]!, installation),
    }));
    return all.filter(isDifferent);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function compileReally(files: string[], { modules, ruby }: Installation): Compiled[] {
  const input = { modulepath: [modules()], facts: FACTS, cases: files.map((manifest) => ({ manifest })) };
  const script = fileURLToPath(new URL('./compile.rb', import.meta.url));
  const outcomes: (Omit<Compiled, 'logged'> & { logged: LogEntry[] })[] = JSON.parse(
    ruby(script, [], JSON.stringify(input)),
  );
  return outcomes.map(({ logged, ...outcome }) => ({ ...outcome, logged: logged.map(shownEntry) }));
}

interface LogEntry {
  level: string;
  message: string;
}

function shownEntry({ level, message }: LogEntry): string {
  return `${level}: ${message}`;
}

/** An exception of ours is a difference like any other, so that one does not hide the rest. */
function compileOurs(manifest: string, installation: Installation): Compiled {
  try {
    return compileOnce(manifest, installation);
  } catch (error) {
    return { crash: String(error), logged: [] };
  }
}

function compileOnce(manifest: string, { puppet, version, modules }: Installation): Compiled {
  const environment = loadEnvironment({
    directory: '/nonexistent/production',
    files: diskFiles(),
    modulepath: [modules()],
    manifest,
    settings: new Map([['environment', 'production']]),
  });
  const compiler = createCompiler({
    environment,
    options: { puppetVersion: puppet },
    data: () => ({ lookup: () => ({ found: false }) }),
  });
  const { catalog, errors, messages } = compiler.compile(node(version()));
  const logged = messages.filter(({ level }) => level !== 'debug').map(shownEntry);
  if (catalog === undefined) return { error: errors[0]!.text, logged };
  const plain = Object.entries(JSON.parse(catalog.json(1))).filter(([key]) => !VOLATILE.includes(key));
  return { catalog: Object.fromEntries(plain), logged };
}

function node(version: string): NodeInfo {
  const facts = toMap<string>(FACTS);
  const serverFacts = toMap<string>({ serverversion: version, ...SERVER });
  const trusted = {
    authenticated: 'local',
    certname: NODE,
    extensions: {},
    hostname: 'test',
    domain: 'example.com',
  };
  return {
    name: NODE,
    facts,
    trusted: toMap(trusted),
    serverFacts,
    parameters: new Map([...facts, ...serverFacts, ['environment', 'production']]),
    classes: new Map(),
  };
}

function toMap<K extends Value>(object: object): Map<K, Value> {
  return new Map(
    Object.entries(object).map(([key, value]) => [
      key as K,
      typeof value === 'object' ? toMap(value) : value,
    ]),
  );
}

/** Words of Ruby's own exceptions, and of files of Puppet's. */
const BREAKDOWN = /undefined method|Internal Error|#<|invalid byte sequence|\/vendor_ruby\//;

/** Where real Puppet breaks down, or prints addresses of Ruby objects, ours must refuse, in its own words. */
function isDifferent({ real, ours }: Comparison): boolean {
  const broken = real.crash !== undefined || BREAKDOWN.test(real.error ?? '');
  if (broken) return ours.error === undefined;
  if (real.error !== undefined) return real.error !== ours.error;
  if (ours.crash !== undefined) return true;
  return JSON.stringify([real.catalog, real.logged]) !== JSON.stringify([ours.catalog, ours.logged]);
}
