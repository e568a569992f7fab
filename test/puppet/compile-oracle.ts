import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readYaml } from '../../src/puppet/data/yaml.ts';
import {
  type CompilerParts,
  createCompiler,
  diskFiles,
  loadEnvironment,
  makeNode,
  type NodeInfo,
} from '../../src/puppet/index.ts';
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

/** What manifests are compiled with. */
export interface Surroundings {
  readonly installation: Installation;
  /** Directories of modules, beside those that come with Puppet. */
  readonly modulepath: readonly string[];
  readonly facts: Readonly<Record<string, unknown>>;
  /** Directories of Ruby libraries, which a server finds in modules. */
  readonly libraries?: readonly string[];
}

const NODE = 'test.example.com';
const FACTS = {
  os: { family: 'Debian', name: 'Debian', release: { major: '12' } },
  networking: { hostname: 'test', fqdn: NODE },
  clientcert: NODE,
};
const SERVER = { servername: 'puppet.example.com', serverip: '192.0.2.1' };
const VOLATILE = ['version', 'catalog_uuid', 'code_id'];

/** Compiles manifests with both compilers and the modules of Debian, and returns those that differ. */
export function differences(sources: readonly string[], installation: Installation): Comparison[] {
  const surroundings = { installation, modulepath: [installation.modules()], facts: FACTS };
  return comparisons(sources, surroundings).filter(isDifferent);
}

/** Compiles manifests with both compilers, the real ones all in one Ruby process. */
export function comparisons(sources: readonly string[], surroundings: Surroundings): Comparison[] {
  const directory = mkdtempSync(join(tmpdir(), 'placo-manifests-'));
  try {
    const files = sources.map((source, index) => {
      const file = join(directory, `${index}.pp`);
      writeFileSync(file, source);
      return file;
    });
    const real = compileReally(files, surroundings);
    return sources.map((source, index) => ({
      source,
      real: real[index]!,
      ours: compileOurs(files[index]!, surroundings),
    }));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function compileReally(manifests: readonly string[], { installation, ...input }: Surroundings): Compiled[] {
  const script = fileURLToPath(new URL('./compile.rb', import.meta.url));
  return JSON.parse(installation.ruby(script, [], JSON.stringify({ ...input, manifests })));
}

/** Compiles a manifest with ours. An exception is a difference like any other, so that one does not hide the rest. */
export function compileOurs(
  manifest: string,
  surroundings: Surroundings,
  limits?: CompilerParts['limits'],
): Compiled {
  try {
    return compileOnce(manifest, surroundings, limits);
  } catch (error) {
    return { crash: String(error), logged: [] };
  }
}

function compileOnce(
  manifest: string,
  { installation, modulepath, facts }: Surroundings,
  limits: CompilerParts['limits'],
): Compiled {
  const environment = loadEnvironment({
    directory: '/nonexistent/production',
    files: diskFiles(),
    modulepath: [...modulepath, installation.vendoredModules()],
    manifest,
    settings: new Map([['environment', 'production']]),
  });
  const compiler = createCompiler({ environment, options: { puppetVersion: installation.puppet }, limits });
  const { catalog, errors, messages } = compiler.compile(nodeOf(facts, installation));
  const logged = messages
    .filter(({ level }) => level !== 'debug')
    .map(({ level, message }) => `${level}: ${message}`);
  if (catalog === undefined) return { error: errors[0]!.text, logged };
  const plain = Object.entries(JSON.parse(catalog.json(0))).filter(([key]) => !VOLATILE.includes(key));
  return { catalog: Object.fromEntries(plain), logged };
}

function nodeOf(facts: Surroundings['facts'], { version }: Installation): NodeInfo {
  return makeNode({
    certname: NODE,
    facts: readYaml(JSON.stringify(facts), 'facts') as ReadonlyMap<string, Value>,
    serverFacts: new Map(Object.entries({ serverversion: version(), ...SERVER, environment: 'production' })),
  });
}

/** Words of Ruby's own exceptions, and of files of Puppet's. */
const BREAKDOWN =
  /undefined method|Internal Error|#<|invalid byte sequence|no implicit conversion of|string not matched|\/vendor_ruby\//;

/** Ruby objects that are shown as such have another address in each run. */
const ADDRESS = /#<[\w:]+:0x/;

/** Where real Puppet breaks down, or prints addresses of Ruby objects, ours must refuse, in its own words. */
export function isDifferent({ real, ours }: Pick<Comparison, 'real' | 'ours'>): boolean {
  const broken = real.crash !== undefined || BREAKDOWN.test(real.error ?? '');
  if (broken) return ours.error === undefined;
  if (real.error !== undefined) return real.error !== ours.error;
  if (ours.crash !== undefined) return true;
  if (real.logged.some((line) => ADDRESS.test(line))) return false;
  return JSON.stringify([real.catalog, real.logged]) !== JSON.stringify([ours.catalog, ours.logged]);
}
