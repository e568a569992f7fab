import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OperatingSystem } from '../../src/model/os.ts';
import type { Machine, Platform } from '../../src/model/platform.ts';
import type { Tree } from '../../src/render/tree.ts';

const here = dirname(fileURLToPath(import.meta.url));

/** A Puppet of its own below a directory: settings, facts and state, with out/ as the environment `production`. */
export interface Lab {
  readonly directory: string;
  readonly confdir: string;
  readonly environment: string;
}

/** What a program said. */
export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Writes a tree below a directory, as `placo build` would write out/. */
export function writeTree(directory: string, tree: Tree): void {
  for (const [path, content] of tree) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** A fresh Puppet that has a tree as its environment. */
export function labOf(tree: Tree): Lab {
  return writeLab(mkdtempSync(join(tmpdir(), 'placo-puppet-')), tree);
}

/** The same in a directory that is there. */
export function writeLab(directory: string, tree: Tree): Lab {
  const environment = join(directory, 'environments/production');
  writeTree(environment, tree);
  const confdir = join(directory, 'conf');
  mkdirSync(confdir);
  writeFileSync(join(confdir, 'puppet.conf'), settings(directory));
  return { directory, confdir, environment };
}

/** Debian's package sets some directories by itself, so each is named; the strictness is that of Puppet 8. */
function settings(directory: string): string {
  const own = ['vardir', 'logdir', 'rundir', 'ssldir', 'publicdir', 'statedir', 'codedir'];
  const paths = own.map((name) => `${name} = ${directory}/state/${name}`);
  const rest = [
    `environmentpath = ${directory}/environments`,
    'environment = production',
    'strict = error',
    'strict_variables = true',
    'facts_terminus = json',
    'node_terminus = plain',
  ];
  for (const name of own) mkdirSync(join(directory, 'state', name), { recursive: true });
  return ['[main]', ...paths, ...rest, ''].join('\n');
}

/** Runs a program, with the machine's /proc hidden from Facter. */
export function run(command: string, args: readonly string[], input?: string): Run {
  const all = ['-pf', '--kill-child', '--mount-proc', command, ...args];
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  return spawnSync('unshare', all, { encoding: 'utf8', input, env, maxBuffer: 1 << 30 });
}

/** A catalog as far as tests look at it. */
export interface Catalog {
  readonly classes: readonly string[];
  readonly resources: readonly {
    readonly type: string;
    readonly title: string;
    readonly parameters?: Readonly<Record<string, unknown>>;
    readonly sensitive_parameters?: readonly string[];
  }[];
}

/** What became of one machine. */
export type Compiled = { readonly catalog: Catalog } | { readonly error: string };

/** Every machine that Puppet configures. */
export function managedMachines(platform: Platform): Machine[] {
  const all = platform.sites.flatMap((site) => [...site.hypervisors, ...site.servers, ...site.guests]);
  return all.filter(({ os }) => os.managed);
}

/** Catalogs of the real compiler by certname, all in one process. */
export function compile(lab: Lab, certnames: ReadonlyMap<string, OperatingSystem>): Map<string, Compiled> {
  const input = [...certnames].map(([certname, os]) => ({ certname, facts: factsOf(certname, os) }));
  const ruby = run('ruby', [join(here, 'compile.rb'), lab.confdir], JSON.stringify(input));
  if (ruby.status !== 0) throw new Error(ruby.stderr);
  const results: Compiled[] = JSON.parse(ruby.stdout.slice(ruby.stdout.lastIndexOf('\n[') + 1));
  return new Map(input.map(({ certname }, index) => [certname, results[index]!]));
}

/** Writes a machine's facts where `puppet apply` and `puppet agent` read them. */
export function writeFacts({ directory }: Lab, { fqdn, os }: Machine): void {
  const facts = join(directory, 'state/vardir/client_data/facts');
  mkdirSync(facts, { recursive: true });
  writeFileSync(join(facts, `${fqdn}.json`), JSON.stringify({ name: fqdn, values: factsOf(fqdn, os) }));
}

/** The arguments with which `puppet apply` makes a machine what the environment says, and tells by its status what it did. */
export function applyArguments({ confdir, environment }: Lab, { fqdn }: Machine): string[] {
  const options = ['--confdir', confdir, '--certname', fqdn, '--detailed-exitcodes', '--color', 'false'];
  return ['apply', ...options, join(environment, 'manifests/site.pp')];
}

/** The catalog of a machine; throws what Puppet said where there is none. */
export function catalogOf(compiled: ReadonlyMap<string, Compiled>, { fqdn }: Machine): Catalog {
  const result = compiled.get(fqdn)!;
  if ('error' in result) throw new Error(result.error);
  return result.catalog;
}

/** Facts, as few as Puppet itself needs: manifests ask for none. */
export function factsOf(certname: string, { family, release, name }: OperatingSystem) {
  const os = {
    family: family === 'debian' ? 'Debian' : 'RedHat',
    name: name.startsWith('debian') ? 'Debian' : 'Rocky',
    release: { full: String(release), major: String(release) },
  };
  return {
    clientcert: certname,
    networking: { fqdn: certname, ip: '192.0.2.1' },
    os,
    path: '/usr/sbin:/usr/bin:/sbin:/bin',
  };
}
